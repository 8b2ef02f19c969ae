using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// Asks a question at a pin in one round trip, by prepared statements. It assumes the head of the ledger that this instance knows, and asks
/// for the real one in the same batch. If the two differ, it asks again (docs/adr/0023).
/// </summary>
/// <remarks>So an answer is as fresh as if the head had been read first, and never of an epoch that has ended.</remarks>
public sealed class PinnedReader(DatabaseSession session, PinReader pins, HeadListener watch)
{
    private static readonly SqlStatement Ledger = new("SELECT epoch, head FROM ledger", []);

    /// <param name="ask">The question at the pin. If it throws at an assumed pin, it is asked again at the real one.</param>
    /// <param name="read">Reads the rows of the question.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="PinReader.ReadAsync(PinRequest, CancellationToken)"/>, or from the question.
    /// </exception>
    public async Task<(Pin Pin, T Answer)> ReadAsync<T>(
        PinRequest asked,
        Func<Pin, SqlStatement> ask,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    )
    {
        var assumed = pins.Assume(asked);
        while (true)
        {
            var pin = assumed ?? await pins.ReadAsync(asked, cancellation);
            SqlStatement question;
            try
            {
                question = ask(pin);
            }
            catch (ProblemException) when (assumed is not null)
            {
                assumed = null;
                continue;
            }

            var (isRight, answer) = await session.ReadAllAsync(
                [Ledger, question],
                async (reader, cancelled) =>
                {
                    await reader.ReadAsync(cancelled);
                    var head = new KnownHead(reader.GetGuid(0), reader.GetInt64(1));
                    watch.Advance(head.Epoch, head.Revision);
                    var isNewest = asked.Number is not null || assumed is null || head.Revision == pin.Revision;
                    if (head.Epoch != pin.Epoch || head.Revision < pin.Revision || !isNewest)
                    {
                        return (false, default(T));
                    }

                    await reader.NextResultAsync(cancelled);
                    return (true, await read(reader, cancelled));
                },
                cancellation
            );
            if (isRight)
            {
                return (pin, answer!);
            }

            assumed = null;
        }
    }
}
