using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class JsonPointerTests
{
    [Fact]
    public void A_pointer_is_built_step_by_step() => JsonPointer.Root.At("conditions").At(0).At("kind").ShouldBe("/conditions/0/kind");

    [Fact]
    public void Slashes_and_tildes_are_escaped() => JsonPointer.Root.At("a/b~c").ShouldBe("/a~1b~0c");

    [Theory]
    [InlineData("", "")]
    [InlineData("Party", "/party")]
    [InlineData("Conditions[0].Kind", "/conditions/0/kind")]
    [InlineData("StatedOn.Earliest", "/statedOn/earliest")]
    public void A_validators_path_becomes_a_pointer(string path, string pointer) => JsonPointer.FromPropertyPath(path).ShouldBe(pointer);

    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.conditions[0].kind", "/conditions/0/kind")]
    [InlineData("$['a b']", "/a b")]
    public void A_serializers_path_becomes_a_pointer(string? path, string pointer) => JsonPointer.FromJsonPath(path).ShouldBe(pointer);
}
