namespace PeaceTalks.Api.Http.Formats;

public static class TableSetup
{
    /// <summary>Gives all lists of these items the formats of tables.</summary>
    public static void AddTable<TItem, TRow>(this IServiceCollection services, Func<TItem, TRow> row)
        where TRow : class, IRow => services.AddTable(new Table<IPage<TItem>, TRow>(page => page.Items.Select(row)));

    /// <summary>Gives the answers of a table the formats of tables.</summary>
    public static void AddTable(this IServiceCollection services, Table table)
    {
        services.AddSingleton<IOutputFormat>(new CsvFormat(table));
        services.AddSingleton<IOutputFormat>(new XlsxFormat(table));
    }
}
