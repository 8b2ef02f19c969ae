namespace PeaceTalks.Api.Http;

/// <summary>Holds back what is written, up to a number of bytes. What is longer passes on to the stream behind.</summary>
/// <param name="onPassOn">Called when it turns out that not everything can be held back.</param>
internal sealed class BoundedBuffer(Stream behind, int largest, Action? onPassOn = null) : Stream
{
    private readonly MemoryStream held = new();

    /// <summary>Whether anything has been passed on.</summary>
    public bool IsPassedOn { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether nothing has been written, as in an answer to HEAD.</summary>
    public bool IsEmpty => !IsPassedOn && held.Length == 0;

    public byte[] ToArray() => held.ToArray();

    /// <summary>Passes on what was held back. From then on, everything passes.</summary>
    public async Task PassOnAsync(CancellationToken cancellation)
    {
        if (!IsPassedOn)
        {
            IsPassedOn = true;
            onPassOn?.Invoke();
            await behind.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellation);
            held.SetLength(0);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsPassedOn && held.Length + buffer.Length <= largest)
        {
            held.Write(buffer.Span);
            return;
        }

        await PassOnAsync(cancellationToken);
        await behind.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        IsPassedOn ? behind.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
