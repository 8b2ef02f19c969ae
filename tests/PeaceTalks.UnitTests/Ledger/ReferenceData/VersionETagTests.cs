using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.UnitTests.Ledger.ReferenceData;

public sealed class VersionETagTests
{
    [Fact]
    public void A_versions_tag_is_read_back() =>
        (VersionETag.TryParse(VersionETag.FromVersion(3), out var version), version).ShouldBe((true, 3L));

    [Fact]
    public void The_tag_of_a_read_has_the_version_and_is_told_from_others()
    {
        var tag = VersionETag.FromRead("\"ab-c_d\"", 12);

        tag.ShouldBe("\"ab-c_d.12\"");
        (VersionETag.TryParse(tag, out var version), version).ShouldBe((true, 12L));
        VersionETag.IsOfRead(tag, "\"ab-c_d\"").ShouldBeTrue();
        VersionETag.IsOfRead("\"ab-c_d\"", "\"ab-c_d\"").ShouldBeTrue();
        VersionETag.IsOfRead(tag, "\"ab-c\"").ShouldBeFalse();
        VersionETag.IsOfRead("\"ab-c_d1\"", "\"ab-c_d\"").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"abc\"")]
    [InlineData("\"abc.\"")]
    [InlineData("\"abc.03\"")]
    [InlineData("\"3.abc\"")]
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
