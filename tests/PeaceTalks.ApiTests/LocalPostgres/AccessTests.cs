using System.Runtime.Versioning;
using Npgsql;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>Who gets in, and by which way.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AccessTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    [Theory]
    [InlineData("guessed")]
    [InlineData(null)]
    public async Task A_wrong_password_or_none_is_refused(string? password)
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = password }.ConnectionString;

        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync(wrong, "SELECT 1"));
    }

    [Fact]
    public async Task A_short_path_gives_a_socket_and_no_port()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();

        new NpgsqlConnectionStringBuilder(server.ConnectionString).Host.ShouldBe(Path.Combine(folder.Path, "socket"));
        (await Sql.ScalarAsync(server.ConnectionString, "SHOW listen_addresses")).ShouldBe("");
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_gives_a_loopback_port_with_the_same_password()
    {
        await using var folder = new TestFolder();
        var deep = Path.Combine(folder.Path, new string('d', 100));
        await using var server = await folder.StartAsync(folder.Options with { DataFolder = deep });
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);

        address.Host.ShouldBe("127.0.0.1");
        (await Sql.ScalarAsync(server.ConnectionString, "SELECT host(inet_server_addr())")).ShouldBe("127.0.0.1");
        address.Password = "guessed";
        await Should.ThrowAsync<PostgresException>(() => Sql.ScalarAsync(address.ConnectionString, "SELECT 1"));
    }

    [Theory]
    [InlineData("with a blank, 'quotes' and a comma")]
    [InlineData("with $HOME `id` \"double\" and \\ in it")]
    [InlineData("Мирные переговоры")]
    public async Task Whatever_the_folder_is_called_the_server_starts_in_it(string name)
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync(folder.Options with { DataFolder = Path.Combine(folder.Root, name) });

        (await Sql.ScalarAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_else_can_enter_the_folders_or_read_the_password()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        foreach (var name in (string[])["", "password", "socket", Path.GetFileName(folder.Cluster)])
        {
            (File.GetUnixFileMode(Path.Combine(folder.Path, name)) & Others).ShouldBe(UnixFileMode.None, name);
        }
    }

    [Fact]
    public async Task A_lost_password_is_told_and_the_data_left_as_they_are()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using (await folder.StartAsync()) { }

        var password = Path.Combine(folder.Path, "password");
        File.Move(password, password + ".kept");

        (await folder.RefusedAsync(folder.Options)).Message.ShouldContain(password);

        File.Move(password + ".kept", password);
        await using var server = await folder.StartAsync();
        server.IsNewCluster.ShouldBeFalse();
    }
}
