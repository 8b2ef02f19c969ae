using PeaceTalks.Api;
using PeaceTalks.Api.Texts;

UnicodeData.UseInvariantCulture();
return await CommandLine.RunAsync(args);
