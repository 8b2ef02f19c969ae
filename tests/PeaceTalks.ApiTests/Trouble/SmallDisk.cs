using System.Diagnostics;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>A file system of a few megabytes, in memory.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    /// <param name="folder">Empty; what is in it is in memory from now on.</param>
    public SmallDisk(string folder, string size)
    {
        this.folder = folder;
        Run("mount", "-t", "tmpfs", "-o", $"size={size},mode=755", "peacetalks-test", folder).ShouldBe(0);
    }

    private string Filling => Path.Combine(folder, "filling");

    /// <summary>Why none can be had here; null where it can.</summary>
    public static string? Hindrance()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "To mount a small disk takes Linux and root.";
        }

        var folder = Directory.CreateTempSubdirectory("peacetalks-mount-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=1m", "peacetalks-test", folder) == 0 && Run("umount", folder) == 0
                ? null
                : "No tmpfs can be mounted here.";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        try
        {
            using var file = new FileStream(Filling, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var size = 1 << 20; size > 0; size /= 2)
            {
                WriteWhileThereIsRoom(file, new byte[size]);
            }
        }
        catch (IOException) { }
    }

    public void Empty() => File.Delete(Filling);

    public void Dispose() => Run("umount", "--lazy", folder);

    private static void WriteWhileThereIsRoom(FileStream file, byte[] bytes)
    {
        try
        {
            while (true)
            {
                file.Write(bytes);
            }
        }
        catch (IOException) { }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>A test that needs a <see cref="SmallDisk"/>, and is skipped with the reason where none can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWhereTmpfsMountsAttribute : FactAttribute
{
    private static readonly string? Hindrance = SmallDisk.Hindrance();

    public FactWhereTmpfsMountsAttribute() => Skip = Hindrance!;
}
