using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>A noun that the <see cref="ReferenceSnapshot"/> contains.</summary>
public interface ISnapshotNoun
{
    Noun Noun { get; }

    IReferenceIndex EmptyIndex { get; }

    /// <summary>The versions that were in force at some time in a range of revisions, but not at the one given.</summary>
    /// <param name="known">The revision whose versions are known.</param>
    /// <param name="first">The first revision of the range.</param>
    /// <param name="last">The last revision of the range.</param>
    SqlStatement Unknown(long known, long first, long last);

    /// <summary>Reads a row of <see cref="Unknown"/>.</summary>
    ReferenceVersion Read(NpgsqlDataReader reader);
}

/// <inheritdoc cref="ISnapshotNoun"/>
/// <param name="columns">The columns of a version, beside those that all nouns have, in the order in which they are read.</param>
public abstract class SnapshotNoun<TItem, TVersion, TContract>(Noun noun, string columns)
    : ReferenceNoun<TItem, TVersion, TContract>(noun),
        ISnapshotNoun
    where TItem : ReferenceItem
    where TVersion : ReferenceVersion
    where TContract : class, IVersioned
{
    public IReferenceIndex EmptyIndex => new ReferenceIndex<TVersion>(Noun, []);

    /// <remarks>Written by hand, so that a start does not wait until EF knows all tables. Each branch reads an index of its own.</remarks>
    public SqlStatement Unknown(long known, long first, long last)
    {
        var versions = $"SELECT slug, version, recorded_in, superseded_in, {columns} FROM {Noun.Word()}_version";
        return new SqlStatement(
            $$"""
            {{versions}} WHERE recorded_in > {0} AND recorded_in <= {2} AND (superseded_in IS NULL OR superseded_in > {1})
            UNION ALL
            {{versions}} WHERE recorded_in <= least({0}, {2}) AND superseded_in > {1} AND superseded_in <= {0}
            """,
            [known, first, last]
        );
    }

    public override Task<NameIndex> NamesAsync(PeaceTalksDb db, Pins.Pin pin, CancellationToken cancellation) =>
        Task.FromResult(pin.Snapshot.Of<TVersion>(Noun).Names);

    ReferenceVersion ISnapshotNoun.Read(NpgsqlDataReader reader) => Read(new VersionRow(reader));

    protected abstract TVersion Read(VersionRow row);
}

/// <summary>The row of a version.</summary>
public readonly struct VersionRow(NpgsqlDataReader reader)
{
    /// <summary>How many columns all nouns have.</summary>
    private const int Common = 4;

    public string Slug => reader.GetString(0);

    public int Version => reader.GetInt32(1);

    public long RecordedIn => reader.GetInt64(2);

    public long? SupersededIn => reader.IsDBNull(3) ? null : reader.GetInt64(3);

    /// <param name="column">The place in the noun's own columns, from 0.</param>
    public string Text(int column) => reader.GetString(Common + column);

    /// <inheritdoc cref="Text"/>
    public string? TextOrNull(int column) => reader.IsDBNull(Common + column) ? null : Text(column);

    /// <inheritdoc cref="Text"/>
    public T Enum<T>(int column)
        where T : struct, Enum => EnumNames.Parse<T>(Text(column));

    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<T> List<T>(int column) => JsonColumn.Read<T>(Text(column));
}
