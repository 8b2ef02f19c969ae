using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PeaceTalks.Api.Texts;

/// <summary>Reads the documentation of types from the XML file that the compiler writes beside the assembly, as Markdown.</summary>
public sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    public XmlDocs(string file) => members = XDocument.Load(file).Descendants("member").ToDictionary(x => x.Attribute("name")!.Value);

    /// <summary>The documentation of the assembly of this type.</summary>
    public static XmlDocs Beside(Type type) => new(FileBeside(type));

    public static string FileBeside(Type type) => Path.Combine(AppContext.BaseDirectory, $"{type.Assembly.GetName().Name}.xml");

    public string? Of(Type type) => Summary($"T:{NameOf(type)}");

    /// <summary>The documentation of a record's parameter, or otherwise of the property itself.</summary>
    public string? Of(PropertyInfo property)
    {
        var declaring = property.DeclaringType!;
        var parameter = members
            .GetValueOrDefault($"T:{NameOf(declaring)}")
            ?.Elements("param")
            .FirstOrDefault(x => x.Attribute("name")?.Value == property.Name);
        return Text(parameter) ?? Summary($"P:{NameOf(declaring)}.{property.Name}");
    }

    /// <summary>A line for each value, such as <c>* `OPEN`: Ready to discuss it, undecided.</c></summary>
    public string ValuesOf(Type enumType) =>
        string.Join(
            '\n',
            Enum.GetNames(enumType)
                .Zip(EnumNames.All(enumType))
                .Select(x => $"* `{x.Second}`: {Summary($"F:{NameOf(enumType)}.{x.First}")}")
        );

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private string? Summary(string member) => Text(members.GetValueOrDefault(member)?.Element("summary"));

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = element
            .Nodes()
            .Aggregate(
                new StringBuilder(),
                (all, node) =>
                    all.Append(
                        node switch
                        {
                            XText words => words.Value,
                            XElement { Name.LocalName: "see" or "seealso" } see => $"`{Written(see.Attribute("cref")!.Value)}`",
                            XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
                            XElement code => $"`{code.Value}`",
                            _ => "",
                        }
                    )
            );
        var clean = Spaces().Replace(text.ToString(), " ").Trim();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The name as clients write it: members of enums in capitals, properties in camelCase.</summary>
    private static string Written(string cref)
    {
        var name = cref[(cref.LastIndexOf('.') + 1)..];
        return cref[0] switch
        {
            'F' => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name),
            'P' => JsonNamingPolicy.CamelCase.ConvertName(name),
            _ => name,
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
