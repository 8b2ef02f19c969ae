using System.Reflection;
using System.Text.Json.Serialization;

namespace PeaceTalks.Api.Http.Json;

/// <summary>
/// Marks a JSON converter in a folder above this one for the API's JSON. The database does not use it, as it would with <see
/// cref="JsonConverterAttribute"/>: columns keep their own form.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ApiConverterAttribute : Attribute
{
    public static IEnumerable<JsonConverter> All() =>
        from type in typeof(ApiConverterAttribute).Assembly.GetTypes()
        where type.IsDefined(typeof(ApiConverterAttribute))
        select (JsonConverter)Activator.CreateInstance(type)!;
}
