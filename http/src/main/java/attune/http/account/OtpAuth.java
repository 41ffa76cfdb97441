package attune.http.account;

import attune.http.route.PathDecoding;

/// The address that authenticator apps take a second factor from, mostly as a picture (the de facto "Key Uri Format").
final class OtpAuth {
    private OtpAuth() {}

    static String uri(String community, String account, String secret) {
        String issuer = "Attune " + community;
        return "otpauth://totp/" + PathDecoding.encode(issuer) + ":" + PathDecoding.encode(account) + "?secret="
                + secret + "&issuer=" + PathDecoding.encode(issuer) + "&algorithm=SHA1&digits=6&period=30";
    }
}
