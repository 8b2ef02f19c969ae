using System.Text;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// The file with one secret, which only the service's user can read. It is written as a whole or not at all, even if the start is
/// interrupted.
/// </summary>
internal sealed class KeyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private bool isThere;

    /// <summary>Null if there is no file, or an empty one.</summary>
    /// <exception cref="CannotStartException">The file is a link, or others can read or write it, or it holds no valid secret.</exception>
    public Secret? Read()
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new CannotStartException(
                $"{path} is a link, and may lead to a secret that others know. Remove it, and the service writes a new secret there."
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
                $"Other users can read or write {path}, which holds the secret of an ADMIN key. Remove it, and the "
                    + $"service writes a new secret there. If nobody can have read it, you can keep it with: chmod 600 '{path}'"
            );
        }

        return Secret.TryParse(text, out var secret, out var complaint)
            ? secret
            : throw new CannotStartException(
                $"The secret in {path} {complaint}. Remove the file, and the service writes a new secret there."
            );
    }

    /// <summary>Replaces what <see cref="Read"/> found, but nothing that has appeared since.</summary>
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

            // Otherwise, after a power cut, the ledger could know the key while its secret is lost.
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: isThere);
    }
}
