using BenchmarkDotNet.Attributes;
using PeaceTalks.Api.Diffs;

namespace PeaceTalks.Benchmarks.Pure.Diffs;

/// <summary>What changed on one track.</summary>
public class PositionDiffBenchmarks
{
    private static readonly DiffWindow Window = DiffWindow.OfDays(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), 1);
    private static readonly Dictionary<Guid, bool> NothingSuperseded = [];

    private readonly HeldRecord before = new(SampleRecords.Conditional("It may withdraw.", "ceasefire", "guarantees"), null);
    private readonly HeldRecord same = new(SampleRecords.Conditional("It may withdraw.", "ceasefire", "guarantees"), null);
    private readonly HeldRecord after = new(SampleRecords.Conditional("It may withdraw further.", "guarantees", "elections"), null);

    [Benchmark]
    public PositionDiff? Changed() => PositionDiff.Between(before, after, Window, NothingSuperseded);

    [Benchmark]
    public PositionDiff? Same() => PositionDiff.Between(before, same, Window, NothingSuperseded);
}
