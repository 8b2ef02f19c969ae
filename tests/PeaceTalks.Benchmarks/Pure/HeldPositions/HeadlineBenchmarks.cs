using BenchmarkDotNet.Attributes;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Benchmarks.Pure.HeldPositions;

/// <summary>The line that every held position has.</summary>
public class HeadlineBenchmarks
{
    private readonly Headline headline = new("Ukraine", new TargetContract(TargetType.Proposal, "pull-back", "Mutual pull-back", []));
    private readonly Position held = SampleRecords.Conditional("It may withdraw.", "ceasefire", "guarantees");

    [Benchmark]
    public string WithConditionsAndTerms() => headline.Says(held.Stance, held.Conditions, held.Terms);

    [Benchmark]
    public string Plain() => headline.Says(Stance.Opposes, [], []);
}
