using System.Reflection;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The direction of a contract. What a request must contain differs from what a response promises.</summary>
internal enum Side
{
    Request,
    Answer,
}

/// <summary>The names of contracts in the document: <c>PageOfHeldPosition</c>, <c>WriteOfPosition</c>, <c>DayInput</c>.</summary>
internal static class SchemaNames
{
    public static string NameFor(Type type, Side side) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? NameFor(underlying, side)
        : type.IsGenericType
            ? Prefix(type.GetGenericTypeDefinition()) + string.Concat(type.GetGenericArguments().Select(x => NameFor(x, Side.Answer)))
        : type.IsEnum || type.IsPrimitive || type == typeof(string) ? OwnName(type)
        : side == Side.Request ? Plain(type) + "Input"
        : Plain(type);

    private static string OwnName(Type type) => type.GetCustomAttribute<SchemaNameAttribute>()?.Name ?? type.Name;

    private static string Prefix(Type generic) =>
        generic == typeof(LedgerWrite<>) ? "WriteOf"
        : generic == typeof(KnownPage<>) || generic == typeof(DatedPage<>) ? "PageOf"
        : generic.Name[..generic.Name.IndexOf('`')];

    private static string Plain(Type type)
    {
        var name = type == typeof(DateBounds) ? "Day" : OwnName(type);
        return new[] { "Contract", "Input" }.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) is { } ending
            ? name[..^ending.Length]
            : name;
    }
}
