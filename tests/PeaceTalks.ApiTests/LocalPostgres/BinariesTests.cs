using System.Runtime.Versioning;
using PeaceTalks.LocalPostgres;
using PeaceTalks.LocalPostgres.Binaries;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>Which binaries serve which data, and what is said when there are none.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BinariesTests
{
    private static readonly SearchPlaces Nowhere = new([], [], []);

    [Fact]
    public async Task Without_binaries_one_message_says_what_to_install_and_the_ways_out()
    {
        await using var folder = new TestFolder();

        var refusal = await folder.RefusedAsync(
            folder.Options with
            {
                BinariesFolder = null,
                SearchPlaces = Nowhere,
                CacheFolder = folder.Root,
            }
        );

        refusal.Message.ShouldContain("apt-get install postgresql");
        refusal.Message.ShouldContain("npm");
        refusal.Message.ShouldContain("LocalPostgres__BinariesFolder");
        refusal.Message.ShouldContain("ConnectionStrings__PeaceTalks");
    }

    [Fact]
    public async Task A_configured_folder_without_binaries_is_an_error_even_where_others_would_be_found()
    {
        await using var folder = new TestFolder();

        var refusal = await folder.RefusedAsync(folder.Options with { BinariesFolder = folder.Root });

        refusal.Message.ShouldContain("configured folder");
        refusal.Message.ShouldContain(folder.Root);
    }

    [Fact]
    public async Task A_link_in_the_PATH_leads_to_the_package_behind_it()
    {
        await using var folder = new TestFolder();
        var real = await RealBinariesAsync();
        var entry = Directory.CreateDirectory(Path.Combine(folder.Root, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(entry, "initdb"), Path.Combine(real.Folder, "initdb"));

        await using var server = await folder.StartAsync(
            folder.Options with
            {
                BinariesFolder = null,
                SearchPlaces = new([entry], [], []),
            }
        );

        server.Version.ShouldBe(real.Version);
    }

    [Fact]
    public async Task Binaries_that_do_not_run_are_passed_over()
    {
        await using var folder = new TestFolder();
        var broken = FakeBinaries(folder, "broken", "echo some library is missing; exit 127");
        var real = await RealBinariesAsync();
        var options = folder.Options with { BinariesFolder = null, SearchPlaces = new([], [broken, real.Folder], []) };

        await using var server = await folder.StartAsync(options);

        server.Version.ShouldBe(real.Version);
    }

    [Fact]
    public async Task Data_of_another_major_version_is_never_replaced_by_an_empty_cluster()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using (await folder.StartAsync()) { }

        var other = FakeBinaries(folder, "other", "echo 'postgres (PostgreSQL) 77.3'");

        var refusal = await folder.RefusedAsync(
            folder.Options with
            {
                BinariesFolder = null,
                SearchPlaces = new([], [other], []),
                CacheFolder = folder.Root,
            }
        );

        refusal.Message.ShouldContain(folder.Cluster);
        refusal.Message.ShouldContain($"77.3 ({other})");
        Directory.Exists(Path.Combine(folder.Path, "postgres-77")).ShouldBeFalse();
    }

    [Fact]
    public async Task Data_whose_binaries_were_removed_are_told_to_be_there()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using (await folder.StartAsync()) { }

        var refusal = await folder.RefusedAsync(
            folder.Options with
            {
                BinariesFolder = null,
                SearchPlaces = Nowhere,
                CacheFolder = folder.Root,
            }
        );

        refusal.Message.ShouldContain(folder.Cluster);
        refusal.Message.ShouldContain("this machine has none");
    }

    [Fact]
    public async Task Binaries_of_the_data_s_major_version_are_found_behind_newer_ones()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using (await folder.StartAsync()) { }

        var newer = FakeBinaries(folder, "newer", "echo 'postgres (PostgreSQL) 77.3'");
        var real = await RealBinariesAsync();

        await using var server = await folder.StartAsync(
            folder.Options with
            {
                BinariesFolder = null,
                SearchPlaces = new([newer], [], [real.Folder]),
                CacheFolder = folder.Root,
            }
        );

        server.Version.ShouldBe(real.Version);
        server.IsNewCluster.ShouldBeFalse();
    }

    [Fact]
    public async Task A_version_too_old_is_told()
    {
        await using var folder = new TestFolder();
        var old = FakeBinaries(folder, "old", "echo 'postgres (PostgreSQL) 9.6.24'");

        (await folder.RefusedAsync(folder.Options with { BinariesFolder = old })).Message.ShouldContain("9.6");
    }

    private static Task<PostgresBinaries> RealBinariesAsync() =>
        new BinariesSearch(new LocalPostgresOptions { BinariesFolder = TestCluster.BinariesFolder }, null, _ => { }).FindAnyAsync(
            CancellationToken.None
        );

    private static string FakeBinaries(TestFolder folder, string name, string script)
    {
        var binaries = RunFolder.Enterable(Path.Combine(folder.Root, name));
        foreach (var program in (string[])["initdb", "postgres", "pg_ctl"])
        {
            var file = Path.Combine(binaries, program);
            File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }

        return binaries;
    }
}
