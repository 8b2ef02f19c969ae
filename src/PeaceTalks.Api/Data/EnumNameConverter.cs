using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Data;

/// <summary>Stores enums under the names that the API uses.</summary>
public sealed class EnumNameConverter<T>() : ValueConverter<T, string>(value => EnumNames.NameOf(value), name => EnumNames.Parse<T>(name))
    where T : struct, Enum;
