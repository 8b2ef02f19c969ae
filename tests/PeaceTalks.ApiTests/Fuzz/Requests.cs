using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Requests of every operation in turn by chance: two in five valid, two nearly valid, one hostile.</summary>
public sealed class Requests(AnswerCheck check, SchemaCheck schemas, World world, int seed)
{
    private readonly Random random = new(seed);

    public IEnumerable<Draft> Take(int count)
    {
        var (valid, wrong, hostile) = (new ValidRequests(schemas, world, random), new WrongRequests(schemas, world, random), new HostileRequests(random));
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
}
