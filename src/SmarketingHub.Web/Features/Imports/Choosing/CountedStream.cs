namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>A file on its way from the browser: tells how many bytes of it were read.</summary>
internal sealed class CountedStream(Stream stream, Action<long> read) : Stream
{
    private long sum;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop = default)
    {
        var count = 0;
        await ImportFile.Reading(async () => count = await stream.ReadAsync(buffer, stop));
        read(sum += count);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop) =>
        ReadAsync(buffer.AsMemory(offset, count), stop).AsTask();

    // Not by the thread that waits: a browser's file comes over a line.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => stream.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await base.DisposeAsync();
    }
}
