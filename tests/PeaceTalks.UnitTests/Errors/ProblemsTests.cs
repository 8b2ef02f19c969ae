using PeaceTalks.Api.Errors;

namespace PeaceTalks.UnitTests.Errors;

public sealed class ProblemsTests
{
    [Theory]
    [InlineData("party", "russia", "party: 'x' does not exist; did you mean 'russia'? See /api/v1/parties")]
    [InlineData("/party", "russia", "/party: 'x' does not exist; did you mean 'russia'? See /api/v1/parties")]
    [InlineData("/holder", "russia", "/holder: party 'x' does not exist; did you mean 'russia'? See /api/v1/parties")]
    [InlineData("party", null, "party: 'x' does not exist; see /api/v1/parties")]
    public void An_unknown_reference_says_what_is_meant_and_where_all_are(string place, string? suggestion, string text) =>
        Problems.UnknownReferences(Problems.Unknown(place, "party", "x", suggestion, "/api/v1/parties")).Message.ShouldBe(text);

    [Fact]
    public void Several_findings_are_kept_by_place_and_the_same_one_once()
    {
        var problem = Problems.Invalid(
            new Finding("a", "1"),
            new Finding("a", "2"),
            new Finding("a", "1"),
            new Finding("", "3"),
            new Finding("b", "4")
        );
        problem.Message.ShouldBe("a: 1 | a: 2 | body: 3 | and 1 more");
        var errors = problem.ToProblemDetails().Extensions["errors"].ShouldBeOfType<Dictionary<string, string[]>>();
        errors["a"].ShouldBe(["1", "2"]);
        errors.Keys.ShouldBe(["a", "", "b"]);
    }

    [Fact]
    public void A_status_without_a_kind_of_its_own_gets_one() => ProblemKind.FromStatus(418).Type.ShouldBe("/problems/http-418");
}
