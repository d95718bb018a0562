#!/usr/bin/env bash
# Lib.Net.Http.WebPush 3.3.1 signs a VAPID token for another origin where a push service has a port of its own.
#
# RFC 8292 (2) makes `aud` the origin of the push resource, which by RFC 6454 (6.1) names a port that is not the scheme's own.
# The library leaves every port out, so a self-hosted push service (such as one at :8443) that compares as the RFC says refuses
# the message; browser makers' services, all at 443, never show it.
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT
cd "$lab"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cat >lab.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
  <ItemGroup><PackageReference Include="Lib.Net.Http.WebPush" Version="[3.3.1]" /></ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;

static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
var key = signer.ExportParameters(true);
var vapid = new VapidAuthentication(Text(Point(key)), Text(key.D!)) { Subject = "mailto:post@example.com" };
var client = new PushServiceClient(new HttpClient(new Recorder())) { DefaultAuthentication = vapid };
foreach (var origin in new[] { "https://push.example.com", "https://push.example.com:8443", "https://push.example.com:444" })
{
    var subscription = new PushSubscription { Endpoint = origin + "/w/1" };
    subscription.SetKey(PushEncryptionKeyName.P256DH, Text(Point(browser.ExportParameters(false))));
    subscription.SetKey(PushEncryptionKeyName.Auth, Text(RandomNumberGenerator.GetBytes(16)));
    await client.RequestPushMessageDeliveryAsync(subscription, new PushMessage("hello"));
    Console.WriteLine($"{origin}: aud {Recorder.Audience}");
}

sealed class Recorder : HttpMessageHandler
{
    public static string? Audience;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var header = request.Headers.NonValidated["Authorization"].ToString();
        var token = header.Split("t=").Length > 1 ? header.Split("t=")[1].Split(',')[0] : header.Split(' ')[1];
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
        Audience = claims.RootElement.GetProperty("aud").GetString();
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created));
    }
}
X
cat >expected <<'X'
https://push.example.com: aud https://push.example.com
https://push.example.com:8443: aud https://push.example.com
https://push.example.com:444: aud https://push.example.com
X
dotnet run >output
echo "Lib.Net.Http.WebPush 3.3.1 says:"
cat output
diff expected output || { echo "It behaves otherwise now."; exit 1; }
