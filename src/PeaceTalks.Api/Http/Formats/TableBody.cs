namespace PeaceTalks.Api.Http.Formats;

/// <summary>
/// The body of a table under way. What a format writes waits here until it is sent, so that no library has to know how to write to a client
/// without blocking, and so that a slow client holds no more than the bytes of one page.
/// </summary>
public sealed class TableBody(Stream client) : Stream
{
    private readonly MemoryStream waiting = new();
    private long sent;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => sent + waiting.Length;
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what was written, and returns when the client has accepted enough of it.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        if (waiting.Length == 0)
        {
            return;
        }

        await client.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), cancellation);
        await client.FlushAsync(cancellation);
        sent += waiting.Length;
        waiting.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => waiting.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        waiting.Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        waiting.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
