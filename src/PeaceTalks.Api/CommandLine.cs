using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Settings;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api;

/// <summary>What the first word on the command line asks for. Without a word, the service runs.</summary>
public static class CommandLine
{
    private static readonly string[] Verbs = ["new-key", "check-settings", "help", "version"];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args) =>
        args switch
        {
            ["new-key"] => Say(Secret.New().Text),
            ["check-settings", .. var settings] => await Startup.CheckSettingsAsync(settings),
            ["help" or "--help" or "-h" or "-?"] => Say(Help()),
            ["version" or "--version"] => Say(Release.Text),
            ["new-key" or "help" or "version", ..] => Misused($"{args[0]} takes nothing after it."),
            [var word, ..] when word.Length > 0 && char.IsAsciiLetter(word[0]) && !word.Contains('=') => Unknown(word),
            _ => await Startup.RunAsync(args),
        };

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Unknown(string word)
    {
        var advice = Spelling.Nearest(word, Verbs) is { } meant ? $"did you mean {meant}?" : $"there are {string.Join(", ", Verbs)}.";
        return Misused($"{Spelling.Quoted(word)} is not a verb; {advice}");
    }

    private static int Misused(string why)
    {
        Console.Error.WriteLine(why);
        return ExitCodes.WrongUse;
    }

    private static string Help()
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        var settings = new SettingsHelp(Startup.NewBuilder([]).Services.SettingsSections(), shipped.Build());
        return $"""
            PeaceTalks {Release.Text}: the system of record for peace talks

            Usage: PeaceTalks.Api [verb] [--setting=value ...]

            Without a verb, it sets up the database and runs the service.

            Verbs
              new-key          prints the secret of a new key, for the setting Keys__Admin
              check-settings   says whether the settings are right, and makes nothing
              help, --help     prints this
              version, --version

            Exit codes
              0    the service was stopped
              {ExitCodes.CannotStart}    it could not start
              {ExitCodes.WrongUse}   there is no such verb
              {ExitCodes.WrongSettings}   the settings are wrong, so it does not help to start it again

            Settings
              Set them as environment variables by the names below. In appsettings.json and on the command line, write ":" for "__":
              --Reads:Open=false. The command line takes precedence over the environment, and that over the file.

            {settings}
            """;
    }
}
