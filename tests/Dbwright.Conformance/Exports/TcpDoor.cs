using System.Net;
using System.Net.Sockets;

namespace Dbwright.Conformance.Exports;

/// <summary>A port of this machine behind which a server listens that has only a socket of its own: not every tool knows those.</summary>
internal sealed class TcpDoor : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly string socket;

    /// <summary>Opens it.</summary>
    public TcpDoor(string socket)
    {
        this.socket = socket;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop.Token);
                await using var inside = new NetworkStream(server);
                await using var outside = client.GetStream();
                await Task.WhenAny(outside.CopyToAsync(inside, stop.Token), inside.CopyToAsync(outside, stop.Token));
            }
            catch (Exception e)
                when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // One of both has gone.
            }
        }
    }
}
