using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Data;

/// <summary>Enums are stored under the names that the API uses.</summary>
public sealed class EnumNameConverter<T>() : ValueConverter<T, string>(value => EnumNames.NameOf(value), name => Parse(name)) where T : struct, Enum
{
    private static T Parse(string name) =>
        EnumNames.TryParse<T>(name, out var value) ? value : throw new InvalidOperationException($"'{name}' is no {typeof(T).Name}.");
}
