using PeaceTalks.LocalPostgres.Binaries;

namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>A PostgreSQL cluster, controlled through <c>initdb</c> and <c>pg_ctl</c>.</summary>
internal sealed class Cluster(ServiceFolder home, PostgresBinaries binaries, ServerAccount? account)
{
    public const string SuperUser = "peacetalks";

    /// <summary>The role of those who use the database without owning it.</summary>
    public const string ServiceRole = "peacetalks_service";

    private const long LargestLog = 1 << 20;
    private const int OldestMajorWithBuiltinLocale = 17;

    private readonly string folder = home.ClusterFolder(binaries.Major);

    public bool Exists => File.Exists(Path.Combine(folder, "PG_VERSION"));

    /// <summary>Creates the cluster in a folder that is renamed once it is complete. An unfinished cluster is never started.</summary>
    public async Task CreateAsync(bool synced, CancellationToken cancellation)
    {
        var unfinished = home.UnfinishedClusterFolder();
        var initdb = await Run(
            binaries.Command(
                "initdb",
                [
                    "--auth=scram-sha-256",
                    $"--username={SuperUser}",
                    $"--pwfile={home.PasswordFile}",
                    "--data-checksums",
                    "--encoding=UTF8",
                    "--locale=C",
                    .. binaries.Major >= OldestMajorWithBuiltinLocale
                        ? (string[])["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
                        : [],
                    .. synced ? [] : (string[])["--no-sync"],
                    $"--pgdata={unfinished}",
                ]
            ),
            cancellation
        );
        if (!initdb.Succeeded)
        {
            throw new LocalPostgresException($"PostgreSQL {binaries.Version} could not create a cluster in {home.Path}:\n{initdb.Output}");
        }

        await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), ClusterSettings.IncludeLine, cancellation);
        Directory.Move(unfinished, folder);
    }

    /// <summary>Returns when the server accepts connections, however long it takes to recover from a crash.</summary>
    /// <param name="again">The endpoint at which it listened before and has to listen again. Null to choose one.</param>
    public async Task<Endpoint> StartAsync(
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation,
        Endpoint? again = null
    )
    {
        CutLog();
        home.CreateSocketFolder();
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            await StopAsync();
            ForgetStaleProcess();
            var endpoint = again ?? Endpoint.For(home.SocketFolder);
            home.Write(Path.Combine(folder, ClusterSettings.FileName), ClusterSettings.Text(endpoint, settings));
            var logged = File.Exists(home.LogFile) ? new FileInfo(home.LogFile).Length : 0;

            // pg_ctl gives the server a session of its own. Ctrl-C in the terminal therefore reaches only the service, which stops the
            // server. The folder is passed in PGDATA and the log by a relative name, because pg_ctl passes its arguments through a shell.
            var start = await Run(
                binaries.Command("pg_ctl", "start", "--silent", "--wait", "--timeout=86400", "--log=" + Path.GetFileName(home.LogFile)) with
                {
                    CaptureOutput = !OperatingSystem.IsWindows(),
                }, // where the server would inherit the pipes
                cancellation
            );
            if (start.Succeeded)
            {
                return endpoint;
            }

            var log = LogFrom(logged);
            if (attempt == Attempts || !MayPass(log, endpoint))
            {
                throw new LocalPostgresException(
                    $"PostgreSQL {binaries.Version} did not start on {folder}: {start.Output}\nThe last lines of {home.LogFile}:\n{log}"
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
        }
    }

    /// <summary>The process that serves this cluster. Null if there is none.</summary>
    public int? ServingProcess() => Postmaster.OfCluster(folder) is { } postmaster && postmaster.IsRunning() ? postmaster.ProcessId : null;

    /// <summary>
    /// Ends all connections, writes everything to disk and waits for the server's end. Does nothing if the server is not running.
    /// </summary>
    public async Task StopAsync()
    {
        var output = "";

        // Try again: pg_ctl is in the terminal's foreground group, so an impatient Ctrl-C ends it before the server has stopped.
        foreach (var mode in (string[])["fast", "fast", "immediate"])
        {
            if (ServingProcess() is null)
            {
                return;
            }

            output = (
                await Run(
                    binaries.Command("pg_ctl", "stop", "--silent", "--wait", "--timeout=60", "--mode=" + mode),
                    CancellationToken.None
                )
            ).Output;
        }

        if (ServingProcess() is { } process)
        {
            throw new LocalPostgresException($"PostgreSQL (process {process}) on {folder} does not stop: {output}");
        }
    }

    // These failures pass: another program took the port in between; the last processes of a killed server are still alive; or a killed
    // service was just starting this server.
    private static bool MayPass(string log, Endpoint endpoint) =>
        (!endpoint.IsSocket && log.Contains("Address already in use", StringComparison.Ordinal))
        || log.Contains("\"postmaster.pid\" already exists", StringComparison.Ordinal)
        || log.Contains("pre-existing shared memory block", StringComparison.Ordinal);

    private Task<ChildProcess.Ended> Run(ChildProcess command, CancellationToken cancellation) =>
        (
            command with
            {
                Account = account,
                WorkingFolder = home.Path,
                Variables = new Dictionary<string, string>(command.Variables) { ["PGDATA"] = folder },
            }
        ).RunAsync(cancellation);

    // PostgreSQL sorts out stale files by itself, unless the process number in them now belongs to another program of its user.
    private void ForgetStaleProcess()
    {
        if (Postmaster.OfCluster(folder) is { } postmaster && postmaster.NumberIsTaken())
        {
            File.Delete(Postmaster.FileIn(folder));
        }

        foreach (var socket in Directory.EnumerateFiles(home.SocketFolder))
        {
            File.Delete(socket);
        }
    }

    private void CutLog()
    {
        if (File.Exists(home.LogFile) && new FileInfo(home.LogFile).Length > LargestLog)
        {
            File.Move(home.LogFile, home.LogFile + ".old", overwrite: true);
        }
    }

    private string LogFrom(long position)
    {
        if (!File.Exists(home.LogFile))
        {
            return "(there is none)";
        }

        using var file = new FileStream(home.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Min(position, file.Length);
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(20));
    }
}
