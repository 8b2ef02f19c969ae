using BenchmarkDotNet.Attributes;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Benchmarks.Pure.Dates;

/// <summary>Every day in the world is read and written in EDTF.</summary>
public class EdtfBenchmarks
{
    [Params("2026-01-07", "2025-12", "[2025-11-24..2025-12-10]")]
    public string Text { get; set; } = "";

    [Benchmark]
    public bool Read() => Edtf.TryRead(Text, out _, out _);

    [Benchmark]
    public string ReadAndWrite() => Edtf.TryRead(Text, out var earliest, out var latest) ? Edtf.Write(earliest, latest) : "";
}
