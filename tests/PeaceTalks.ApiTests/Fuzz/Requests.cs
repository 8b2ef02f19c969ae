using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Requests of every operation, in an order by chance: two in five valid, two nearly valid, one hostile.</summary>
public sealed class Requests(AnswerCheck check, SchemaCheck schemas, World world, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>By operation: a request that can be sent again, as if its answer had been lost.</summary>
    private readonly Dictionary<string, Draft> keyed = [];

    public IEnumerable<Draft> Take(int count)
    {
        var (valid, wrong, hostile) = (
            new ValidRequests(schemas, world, random),
            new WrongRequests(schemas, world, random),
            new HostileRequests(random)
        );
        List<Operation> rest = [];
        for (; count > 0; count--)
        {
            if (rest.Count == 0)
            {
                rest = [.. check.Operations];
            }

            var operation = random.Of(rest);
            rest.Remove(operation);
            var draft = valid.Of(operation);
            switch (random.Next(5))
            {
                case 0 or 1:
                    draft = OrTheLastAgain(draft);
                    break;
                case 2 or 3:
                    wrong.Spoil(draft);
                    break;
                default:
                    hostile.Spoil(draft);
                    break;
            }

            yield return draft;
        }
    }

    private Draft OrTheLastAgain(Draft draft)
    {
        if (keyed.Remove(draft.Operation.Id, out var last))
        {
            return last;
        }

        if (draft.Operation.Method == "POST" && draft.HasHeader("Idempotency-Key"))
        {
            keyed[draft.Operation.Id] = draft;
        }

        return draft;
    }
}
