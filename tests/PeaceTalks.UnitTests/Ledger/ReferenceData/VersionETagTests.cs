using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.UnitTests.Ledger.ReferenceData;

public sealed class VersionETagTests
{
    [Fact]
    public void A_versions_tag_is_read_back() =>
        (VersionETag.TryParse(VersionETag.FromVersion(3), out var version), version).ShouldBe((true, 3L));

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("3")]
    [InlineData("\"03\"")]
    [InlineData("\"0\"")]
    [InlineData("\"-3\"")]
    [InlineData("\" 3\"")]
    [InlineData("W/\"3\"")]
    [InlineData("*")]
    public void Anything_else_is_no_version(string tag) => VersionETag.TryParse(tag, out _).ShouldBeFalse();
}
