using System.Xml.Linq;

namespace PeaceTalks.ApiTests.Feeds;

/// <summary>The checker finds what is broken, so that it means something when it finds nothing.</summary>
public sealed class AtomRulesTests
{
    private const string Feed = """
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>urn:uuid:1</id><title>Feed</title><updated>2026-01-02T00:00:00Z</updated><link rel="self" type="application/atom+xml" href="https://talks.example/feed"/>
        <entry><id>urn:uuid:2</id><title>Second</title><updated>2026-01-02T00:00:00.5Z</updated><author><name>A</name></author><link rel="alternate" type="application/json" href="https://talks.example/2"/><category term="APPEARED"/><content type="html">&lt;p&gt;Two&lt;/p&gt;</content></entry>
        <entry><id>urn:uuid:3</id><title>First</title><updated>2026-01-01T00:00:00Z</updated><author><name>A</name></author><link rel="alternate" type="application/json" href="https://talks.example/3"/><content type="html">&lt;p&gt;One&lt;/p&gt;</content></entry>
        </feed>
        """;

    [Fact]
    public void A_feed_as_it_should_be_breaks_nothing() => AtomRules.Breaks(XDocument.Parse(Feed)).ShouldBeEmpty();

    [Theory]
    [InlineData("<id>urn:uuid:1</id>", "")]
    [InlineData("<id>urn:uuid:1</id>", "<id>urn:uuid:1</id><id>urn:uuid:9</id>")]
    [InlineData("urn:uuid:3", "urn:uuid:2")]
    [InlineData("urn:uuid:3", "three")]
    [InlineData("<title>Second</title>", "")]
    [InlineData("<title>Second</title>", "<title>Sec\nond</title>")]
    [InlineData("2026-01-02T00:00:00.5Z", "2026-01-02")]
    [InlineData("2026-01-02T00:00:00.5Z", "2026-01-02T00:00:00")]
    [InlineData("2026-01-02T00:00:00.5Z", "2026-02-30T00:00:00Z")]
    [InlineData("2026-01-02T00:00:00.5Z", "2025-12-31T00:00:00Z")]
    [InlineData(
        "<title>First</title><updated>2026-01-01T00:00:00Z</updated><author><name>A</name></author>",
        "<title>First</title><updated>2026-01-01T00:00:00Z</updated>"
    )]
    [InlineData("<name>A</name>", "")]
    [InlineData(" term=\"APPEARED\"", "")]
    [InlineData("rel=\"self\"", "rel=\"next\"")]
    [InlineData("https://talks.example/3", "/3")]
    [InlineData("type=\"application/json\" href=\"https://talks.example/3\"", "href=\"https://talks.example/3\"")]
    [InlineData("<category term=\"APPEARED\"/>", "<link type=\"application/json\" href=\"https://talks.example/4\"/>")]
    [InlineData("&lt;p&gt;Two&lt;/p&gt;", "&lt;p&gt;Two")]
    [InlineData("&lt;p&gt;Two&lt;/p&gt;", "<p>Two</p>")]
    [InlineData("&lt;p&gt;Two&lt;/p&gt;", "&lt;script&gt;Two&lt;/script&gt;")]
    [InlineData("&lt;p&gt;Two&lt;/p&gt;", "&lt;p onclick='x'&gt;Two&lt;/p&gt;")]
    [InlineData("<category term=\"APPEARED\"/>", "<headline>Second</headline>")]
    public void What_is_broken_is_found(string right, string wrong)
    {
        Feed.ShouldContain(right);
        AtomRules.Breaks(XDocument.Parse(Feed.Replace(right, wrong))).ShouldNotBeEmpty();
    }
}
