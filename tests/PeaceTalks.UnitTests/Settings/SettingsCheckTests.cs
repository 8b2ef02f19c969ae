using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using PeaceTalks.Api;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.UnitTests.Settings;

/// <summary>Every setting of the service, in each place where it may be written: right, and wrong in every way that a hand makes.</summary>
public sealed class SettingsCheckTests
{
    private static readonly IReadOnlyList<SettingsSection> Sections = Startup.NewBuilder([]).Services.SettingsSections();

    private static readonly IReadOnlyList<Setting> Settings = [.. Sections.SelectMany(x => x.Settings)];

    public static TheoryData<string> Keys => [.. Settings.Select(x => x.IsTable ? $"{x.Key}:work_mem" : x.Key)];

    public static TheoryData<string> TypedKeys => [.. Settings.Where(x => x.Takes is not null).Select(x => x.Key)];

    [Fact]
    public void The_settings_are_found_at_all() => Settings.Count.ShouldBeGreaterThan(40);

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_setting_is_accepted_in_each_place(string key)
    {
        Environment((key, Right(key))).ShouldBeEmpty();
        Environment((key.ToUpperInvariant(), Right(key))).ShouldBeEmpty();
        Json((key, Right(key))).ShouldBeEmpty();
        CommandLine((key, Right(key))).ShouldBeEmpty();
    }

    /// <summary>Each letter once left out.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void A_name_that_lacks_a_letter_is_told_with_the_right_one(string key)
    {
        var named = Named(key);
        foreach (var at in Enumerable.Range(0, named.Length).Where(x => key[x] != ':'))
        {
            var (wrong, right) = (key.Remove(at, 1), at < key.IndexOf(':') ? key[..key.IndexOf(':')] : named);
            Environment((wrong, Right(key)))
                .ShouldContain(x => x.EndsWith($"is not a setting; did you mean {right.Replace(":", "__")}?"), wrong);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void In_each_place_the_right_name_is_told_as_it_is_written_there(string key)
    {
        var named = Named(key);
        var wrong = named + named[^1] + key[named.Length..];

        Json((wrong, Right(key))).ShouldContain(x => x.EndsWith($" in appsettings.json is not a setting; did you mean {named}?"));
        CommandLine((wrong, Right(key))).ShouldContain(x => x.EndsWith($"is not a setting; did you mean --{named}?"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_single_underscore_is_told(string key)
    {
        if (key.Contains(':') && !key.EndsWith(":work_mem", StringComparison.Ordinal))
        {
            Environment((key.Replace(':', '_').ToUpperInvariant(), Right(key)))
                .ShouldHaveSingleItem()
                .ShouldEndWith($"is not a setting; did you mean {key.Replace(":", "__")}?");
        }
    }

    [Theory]
    [MemberData(nameof(TypedKeys))]
    public void A_value_of_another_type_is_told_with_what_is_taken(string key)
    {
        var setting = Settings.Single(x => x.Key == key);
        foreach (var wrong in (string[])["", "no", "abc", "-1", "1e99", "7 apples"])
        {
            Environment((key, wrong)).ShouldHaveSingleItem().ShouldBe($"{setting.Variable} is '{wrong}': it takes {setting.Takes}.");
        }
    }

    [Theory]
    [InlineData("PublicBaseUrl", "example.org", "it takes an address such as https://talks.example.org, without a query.")]
    [InlineData("PublicBaseUrl", "https://user:pw@example.org", "it takes an address such as https://talks.example.org, without a query.")]
    [InlineData("Urls", "localhost", "it takes addresses such as http://localhost:5080, separated by semicolons.")]
    [InlineData("Urls", "http://localhost:5080;ftp://x", "it takes addresses such as http://localhost:5080, separated by semicolons.")]
    [InlineData("Proxies", "127.0.0.1,nginx", "separated by commas.")]
    [InlineData("Cors:Origins", "all", "it takes origins such as https://app.example.org, separated by commas, or * for every origin.")]
    [InlineData("Cors:Origins", "https://App.example.org/", "browsers write this origin as https://app.example.org.")]
    [InlineData("Dataset", "russia-ukraine-2024", "there is no such data set; did you mean russia-ukraine-2025?")]
    [InlineData("Dataset", "..", "there is no such data set; there is russia-ukraine-2025. Leave it empty to load none.")]
    public void A_text_of_another_form_is_told(string key, string text, string end)
    {
        var finding = Environment((key, text)).ShouldHaveSingleItem();

        finding.ShouldStartWith($"{key.Replace(":", "__")} is '");
        finding.ShouldEndWith(end);
    }

    [Theory]
    [InlineData("Keys:Admin", "pt_secret")]
    [InlineData("ConnectionStrings:PeaceTalks", "Host=x;Passwort=secret")]
    public void A_secret_is_not_repeated(string key, string text)
    {
        var finding = Environment((key, text)).ShouldHaveSingleItem();

        finding.ShouldStartWith($"{key.Replace(":", "__")} is wrong: it ");
        finding.ShouldNotContain("secret.");
        finding.ShouldNotContain("=secret");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Environment(("Reads:Open", "no"), ("Limits:Adress:Costly", "1"), ("Stream", "5"), ("Urls:0", "http://x")).Count.ShouldBe(4);

    [Theory]
    [InlineData("Serilog:MinimumLvl", "Serilog__MinimumLevel")]
    [InlineData("Serilog:MinimumLevel:Defualt", "Serilog__MinimumLevel__Default")]
    [InlineData("Serlog:MinimumLevel", "Serilog")]
    public void The_section_of_Serilog_is_checked_too(string key, string meant) =>
        Environment((key, "Debug")).ShouldHaveSingleItem().ShouldEndWith($"did you mean {meant}?");

    /// <summary>The environment belongs to other programs too.</summary>
    [Fact]
    public void Names_of_others_in_the_environment_are_left_alone() =>
        Environment(("PATH", "/bin"), ("DATABASE_URL", "x"), ("Logging:LogLevel:Default", "x"), ("DATASETS_DIR", "x"), ("KEY", "x"))
            .ShouldBeEmpty();

    [Fact]
    public void In_a_file_and_on_the_command_line_nothing_is_anybody_elses()
    {
        Json(("Logging:LogLevel:Default", "Debug"))
            .ShouldHaveSingleItem()
            .ShouldStartWith("Logging in appsettings.json is not a setting; ");
        CommandLine(("Foo", "1")).ShouldHaveSingleItem().ShouldStartWith("--Foo is not a setting; ");
    }

    [Fact]
    public void A_list_is_written_as_a_list_or_with_commas()
    {
        Json(("Proxies:0", "10.0.0.1"), ("Proxies:1", "10.1.0.0/16")).ShouldBeEmpty();
        Json(("Proxies:0", "10.0.0.1"), ("Proxies:1", "nginx"))
            .ShouldHaveSingleItem()
            .ShouldStartWith("Proxies in appsettings.json is 'nginx'");
        Environment(("Proxies", "10.0.0.1, fd00::/8")).ShouldBeEmpty();
    }

    /// <summary>Without the name that is anybody's choice.</summary>
    private static string Named(string key) => key.EndsWith(":work_mem", StringComparison.Ordinal) ? key[..^":work_mem".Length] : key;

    private static string Right(string key)
    {
        var setting = Settings.FirstOrDefault(x => x.Key == key);
        return key switch
        {
            "Urls" => "http://+:80;https://localhost:5081",
            "PublicBaseUrl" => "https://talks.example.org/api",
            "Proxies" => "127.0.0.1",
            "Cors:Origins" => "https://app.example.org,http://localhost:3000",
            "Dataset" => "russia-ukraine-2025",
            "Keys:Admin" => Secret.New().Text,
            "ConnectionStrings:PeaceTalks" or "ConnectionStrings:Setup" => "Username=x;Password=y",
            _ when setting?.Takes?.StartsWith("true", StringComparison.Ordinal) == true => "false",
            _ when setting?.Takes?.Contains("number") == true => "7",
            _ => setting?.Default ?? "text",
        };
    }

    private static IReadOnlyList<string> Environment(params (string Key, string Value)[] given) =>
        Findings(x => x.AddInMemoryCollection(given.Select(y => KeyValuePair.Create(y.Key, (string?)y.Value))));

    private static IReadOnlyList<string> CommandLine(params (string Key, string Value)[] given) =>
        Findings(x => x.AddCommandLine([.. given.Select(y => $"--{y.Key}={y.Value}")]));

    private static IReadOnlyList<string> Json(params (string Key, string Value)[] given)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var root = new JsonObject();
            foreach (var (key, value) in given)
            {
                var place = root;
                var names = key.Split(':');
                foreach (var name in names[..^1])
                {
                    place = (JsonObject)(place[name] ??= new JsonObject());
                }

                place[names[^1]] = value;
            }

            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), root.ToJsonString(), Encoding.UTF8);
            return Findings(x => x.SetBasePath(folder.FullName).AddJsonFile("appsettings.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> Findings(Action<IConfigurationBuilder> add)
    {
        var builder = new ConfigurationBuilder();
        add(builder);
        try
        {
            SettingsCheck.RequireAll(Sections, builder.Build());
            return [];
        }
        catch (WrongSettingsException wrong)
        {
            return wrong.Findings;
        }
    }
}
