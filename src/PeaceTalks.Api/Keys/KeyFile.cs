using System.Text;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Keys;

/// <summary>The file of one secret, which only the service's user can read. It is there as a whole or not at all, whenever a start is cut off.</summary>
internal sealed class KeyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private bool isThere;

    /// <summary>Null where there is no file, or an empty one.</summary>
    /// <exception cref="CannotStartException">It is a link, or others can read or write it, or it holds no secret.</exception>
    public Secret? Read()
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new CannotStartException(
                $"{path} is a link, which may lead to a secret that others know. Remove it, and a new secret is kept there."
            );
        }

        isThere = file.Exists;
        if (!isThere || File.ReadAllText(path).Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & Others) != 0)
        {
            throw new CannotStartException(
                $"Others can read or write {path}, which lets an ADMIN in. Remove it, and a new secret is kept there; or, where nobody can have read it: chmod 600 '{path}'"
            );
        }

        return Secret.TryParse(text, out var secret, out var complaint)
            ? secret
            : throw new CannotStartException($"What {path} holds {complaint}. Remove it, and a new secret is kept there.");
    }

    /// <summary>Replaces what <see cref="Read"/> found, and nothing that came since.</summary>
    public void Write(Secret secret)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".unfinished";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(secret.Text + '\n'));

            // Else the ledger could know the key after a power cut, and nobody its secret.
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: isThere);
    }
}
