using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Http;

namespace PeaceTalks.UnitTests.Http;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_gives_back_its_keys() =>
        Prop.ForAll<NonNull<string>[]>(texts =>
            {
                // Halves of surrogate pairs and NUL characters come from no database.
                var keys = texts.Select(t => string.Concat(t.Get.Where(c => !char.IsSurrogate(c) && c != '\0'))).ToArray();
                var text = Cursor.Encode("f", keys);
                return Cursor.TryDecode(text, "f", out var back)
                    && back.SequenceEqual(keys)
                    && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_can_be_tried() =>
        Prop.ForAll<NonNull<string>>(text => !Cursor.TryDecode(text.Get, "f", out _)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cursor_of_other_filters_is_a_cursor_but_not_of_these()
    {
        var text = Cursor.Encode("f", "a");
        Cursor.TryDecode(text, "g", out _).ShouldBeFalse();
        Cursor.IsCursor(text).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("bnVsbA")]
    [InlineData("W10")]
    [InlineData("W251bGxd")]
    [InlineData("WzFd")]
    [InlineData("WyJmIiwiXHUwMDAwIl0")]
    public void Garbage_is_no_cursor(string text) => Cursor.IsCursor(text).ShouldBeFalse();

    [Fact]
    public void A_fingerprint_is_that_of_the_path_and_the_parameters_in_any_order()
    {
        var fingerprint = Of("/a", ("x", "1"), ("y", "2"));
        Of("/a", ("y", "2"), ("x", "1")).ShouldBe(fingerprint);
        Of("/b", ("x", "1"), ("y", "2")).ShouldNotBe(fingerprint);
        Of("/a", ("x", "1")).ShouldNotBe(fingerprint);
        Of("/a", ("x", "2"), ("y", "1")).ShouldNotBe(fingerprint);
        Of("/a", ("x", "1y2")).ShouldNotBe(Of("/a", ("x1", "y2")));
    }

    private static string Of(string path, params (string Name, string Value)[] filters) =>
        Cursor.FingerprintOf(path, filters.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
