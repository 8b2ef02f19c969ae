using System.Runtime.Versioning;
using Microsoft.AspNetCore.Mvc.Testing;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Keys;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Keys;

/// <summary>The key that lets the first ADMIN in, and the file that keeps it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FirstKeyTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string file = Path.Combine(RunFolder.New(), "keys", "admin-key");

    [Theory]
    [InlineData("revoked_at = now()")]
    [InlineData("created_at = now() - interval '2 days', expires_at = now() - interval '1 day'")]
    public async Task Where_no_ADMIN_is_in_force_a_start_makes_one_that_lets_in(string dead)
    {
        await NobodyIsLetInAsync(dead);

        (await StatusAfterAStartAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task The_file_is_whole_alone_and_its_owners()
    {
        await NobodyIsLetInAsync();
        await KeepAsync(file + ".unfinished", "pt_cut o");

        (await StatusAfterAStartAsync()).ShouldBe(200);

        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBe([file]);
        File.GetUnixFileMode(file).ShouldBe(OwnerOnly);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task An_empty_file_that_a_start_left_which_was_cut_off_is_replaced(string left)
    {
        await NobodyIsLetInAsync();
        await KeepAsync(file, left);

        (await StatusAfterAStartAsync()).ShouldBe(200);
        File.GetUnixFileMode(file).ShouldBe(OwnerOnly);
    }

    [Fact]
    public async Task A_secret_that_the_ledger_does_not_know_yet_is_gone_on_with()
    {
        await NobodyIsLetInAsync();
        var secret = Secret.New().Text;
        await KeepAsync(file, secret);

        (await StatusAfterAStartAsync()).ShouldBe(200);
        (await File.ReadAllTextAsync(file)).ShouldBe(secret);
    }

    [Theory]
    [InlineData("revoked_at = now()")]
    [InlineData("created_at = now() - interval '2 days', expires_at = now() - interval '1 day'")]
    [InlineData("role = 'READER'")]
    public async Task A_secret_that_lets_no_ADMIN_in_any_more_is_replaced(string dead)
    {
        await NobodyIsLetInAsync();
        (await StatusAfterAStartAsync()).ShouldBe(200);
        var before = await File.ReadAllTextAsync(file);
        await NobodyIsLetInAsync(dead);

        (await StatusAfterAStartAsync()).ShouldBe(200);
        (await File.ReadAllTextAsync(file)).ShouldNotBe(before);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task A_file_that_is_others_too_is_refused(UnixFileMode others)
    {
        await NobodyIsLetInAsync();
        await KeepAsync(file, Secret.New().Text, OwnerOnly | others);

        Refusal().ShouldContain("chmod 600");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_is_refused_wherever_it_leads(bool leads)
    {
        await NobodyIsLetInAsync();
        await KeepAsync(file + "-elsewhere", Secret.New().Text);
        File.CreateSymbolicLink(file, leads ? file + "-elsewhere" : "/nowhere");

        Refusal().ShouldContain("is a link");
    }

    private Task NobodyIsLetInAsync(string dead = "revoked_at = now()") =>
        Sql.ScalarAsync(app.ConnectionString, $"UPDATE key SET {dead} WHERE revoked_at IS NULL");

    private async Task KeepAsync(string path, string text, UnixFileMode mode = OwnerOnly)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
        File.SetUnixFileMode(path, mode);
    }

    private WebApplicationFactory<Program> Service() => app.Start(("Keys:Admin", ""), ("Keys:AdminFile", file));

    /// <summary>Of what only an ADMIN may read, with the secret in the file.</summary>
    private async Task<int> StatusAfterAStartAsync()
    {
        await using var service = Service();
        using var client = service.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(file)).Trim());
        return (int)(await client.GetAsync("/api/v1/keys")).StatusCode;
    }

    private string Refusal()
    {
        using var service = Service();
        var message = Should.Throw<CannotStartException>(() => service.CreateClient()).Message;
        message.ShouldContain(file);
        return message;
    }
}
