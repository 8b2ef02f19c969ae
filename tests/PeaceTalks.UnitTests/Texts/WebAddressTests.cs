using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://news.example/talks-go-on")]
    [InlineData("http://news.example:8080/?a=1&b=\"'<>#part")]
    [InlineData("HTTPS://NEWS.EXAMPLE")]
    [InlineData("https://xn--80aaa.xn--p1ai/novosti")]
    [InlineData("https://uk.wikipedia.org/wiki/Україна")]
    [InlineData("https://192.0.2.1/a@b")]
    [InlineData("https://[2001:db8::1]/a")]
    public void An_address_of_the_web_is_taken(string address) => WebAddress.Complaint(address).ShouldBeNull();

    [Theory]
    [InlineData("news.example/talks")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://news.example/")]
    [InlineData("https:news.example")]
    [InlineData("https://")]
    [InlineData("https:///talks")]
    [InlineData("https://news example/")]
    [InlineData("")]
    public void What_is_no_address_is_told(string address) => WebAddress.Complaint(address).ShouldNotBeNull();

    [Theory]
    [InlineData("https://news.example/a b")]
    [InlineData("https://news.example/a\u00A0b")]
    [InlineData(" https://news.example/")]
    [InlineData("https://news.example/\n")]
    public void It_has_no_white_space(string address) =>
        WebAddress.Complaint(address).ShouldBe("has a space or another character that is not seen; write a space as %20");

    [Theory]
    [InlineData("https://user:pw@host/")]
    [InlineData("https://news.example@evil.example/")]
    [InlineData("https://@host/")]
    public void It_names_no_user(string address) =>
        WebAddress.Complaint(address).ShouldBe("names a user before the host; leave out everything up to the @");

    [Theory]
    [InlineData("https://nеws.example/", "has the host 'nеws.example', which is not ASCII; write it as 'xn--nws-rdd.example'")]
    [InlineData("https://ｎｅｗｓ.example:80/", "has the host 'ｎｅｗｓ.example', which is not ASCII; write it as 'news.example'")]
    public void Its_host_is_ASCII(string address, string complaint) => WebAddress.Complaint(address).ShouldBe(complaint);

    [Theory]
    [InlineData("https://news.example\\@evil.example/")]
    [InlineData("https://news%2Eexample/")]
    [InlineData("https://news.example:port/")]
    public void It_reads_the_same_to_everybody(string address) =>
        WebAddress.Complaint(address).ShouldBe("is not a web address; write https://...");
}
