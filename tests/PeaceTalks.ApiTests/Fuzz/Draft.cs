using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Fuzz;

public enum Intent
{
    /// <summary>As the document has it: never 400.</summary>
    Valid,

    /// <summary>One thing is wrong: refused, with a status below 500.</summary>
    Wrong,

    /// <summary>Anything: the answer is one that the document has.</summary>
    Hostile,

    /// <summary>No HTTP, or more than the server reads: it may answer with a bare status, or not at all.</summary>
    Broken,
}

/// <summary>A request that is being made up.</summary>
public sealed class Draft(Operation operation)
{
    public Operation Operation { get; } = operation;

    public Intent Intent { get; set; } = Intent.Valid;

    /// <summary>What was done to a valid request.</summary>
    public string Twist { get; set; } = "";

    public string Method { get; set; } = operation.Method;

    /// <summary>By the names of the path's parameters; encoded.</summary>
    public Dictionary<string, string> Path { get; } = [];

    /// <summary>Encoded.</summary>
    public List<(string Name, string Value)> Query { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    public JsonObject? Body { get; set; }

    /// <summary>Sent instead of <see cref="Body"/>.</summary>
    public byte[]? RawBody { get; set; }

    /// <summary>Sent instead of path and query.</summary>
    public string? RawTarget { get; set; }

    /// <summary>Sent instead of all else.</summary>
    public byte[]? RawRequest { get; set; }

    /// <summary>Less is sent than was announced.</summary>
    public bool IsCutOff { get; set; }

    public string Target
    {
        get
        {
            var path = Path.Aggregate(Operation.Path, (found, x) => found.Replace($"{{{x.Key}}}", x.Value, StringComparison.Ordinal));
            return RawTarget ?? path + (Query.Count == 0 ? "" : $"?{string.Join('&', Query.Select(x => $"{x.Name}={x.Value}"))}");
        }
    }

    /// <summary>Method and target as they go over the line; empty where there is no such line.</summary>
    public (string Method, string Target) Asked =>
        RawRequest is null ? (Method, Target)
        : Encoding.Latin1.GetString(RawRequest).Split("\r\n")[0].Split(' ') is [var method, var target, _] ? (method, target)
        : ("", "");

    public bool HasHeader(string name) => Headers.Any(x => x.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public void Set(string header, string value)
    {
        Unset(header);
        Headers.Add((header, value));
    }

    public void Unset(string header) => Headers.RemoveAll(x => x.Name.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>As it goes over the line. What is not ASCII in address and headers goes as UTF-8.</summary>
    public byte[] Bytes()
    {
        if (RawRequest is not null)
        {
            return RawRequest;
        }

        var body = RawBody ?? (Body is null ? [] : Encoding.UTF8.GetBytes(Body.ToJsonString()));
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\n");
        var length =
            body.Length > 0 || Method is "POST" or "PUT"
                ? [("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture))]
                : Array.Empty<(string, string)>();
        foreach (var (name, value) in Headers.Concat(HasHeader("Content-Length") || HasHeader("Transfer-Encoding") ? [] : length))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    /// <summary>For a person to read, and to send again.</summary>
    public override string ToString()
    {
        var bytes = Bytes();
        var text = string.Concat(
            Encoding
                .Latin1.GetString(bytes)
                .Take(3000)
                .Select(x =>
                    x is '\n' or (>= ' ' and <= '~') ? $"{x}"
                    : x == '\r' ? ""
                    : $"\\x{(int)x:x2}"
                )
        );
        var again =
            bytes.Length > 6000 ? "" : $"\nTo send it again: echo {Convert.ToBase64String(bytes)} | base64 -d | nc -q 5 127.0.0.1 5080";
        return $"{Operation.Id}, {Intent} {Twist}\n{text}{again}";
    }
}
