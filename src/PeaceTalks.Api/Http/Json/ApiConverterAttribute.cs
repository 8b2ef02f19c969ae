using System.Reflection;
using System.Text.Json.Serialization;

namespace PeaceTalks.Api.Http.Json;

/// <summary>
/// On a JSON converter of a folder above this one: the API's JSON uses it. The database does not, as a type with
/// <see cref="JsonConverterAttribute"/> would have it: its columns keep their own form.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ApiConverterAttribute : Attribute
{
    public static IEnumerable<JsonConverter> All() =>
        from type in typeof(ApiConverterAttribute).Assembly.GetTypes()
        where type.IsDefined(typeof(ApiConverterAttribute))
        select (JsonConverter)Activator.CreateInstance(type)!;
}
