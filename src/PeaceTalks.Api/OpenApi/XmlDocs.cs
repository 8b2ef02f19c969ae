using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Reads the documentation of types from the compiler's XML file, as Markdown, for contracts.</summary>
/// <remarks>Swashbuckle reads it for operations and parameters, but does not know the parameters of records.</remarks>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    public XmlDocs(string file) => members = XDocument.Load(file).Descendants("member").ToDictionary(x => x.Attribute("name")!.Value);

    public static string File => Path.Combine(AppContext.BaseDirectory, $"{typeof(XmlDocs).Assembly.GetName().Name}.xml");

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
