namespace PeaceTalks.Api.Data;

/// <summary>The parameters of a statement, collected while its SQL is written.</summary>
public sealed class SqlValues
{
    private readonly List<object> values = [];

    /// <summary>The statement with the values that were added.</summary>
    public SqlStatement Statement(string sql) => new(sql, values);

    /// <summary>Adds a parameter. Equal values share one, so that the planner sees a single value.</summary>
    public string Add(object value)
    {
        var place = values.IndexOf(value);
        if (place < 0)
        {
            place = values.Count;
            values.Add(value);
        }

        return $"{{{place}}}";
    }

    /// <summary>SQL condition: the column has one of the values. Null stands for no condition.</summary>
    public string Any<T>(string column, T[]? chosen)
        where T : notnull => chosen is null ? "" : $" AND {Is(column, chosen)}";

    /// <summary>A single value is compared by =, which needs no new plan each time.</summary>
    public string Is<T>(string column, T[] chosen)
        where T : notnull => chosen is [var only] ? $"{column} = {Add(only)}" : $"{column} = ANY({Add(chosen)})";
}
