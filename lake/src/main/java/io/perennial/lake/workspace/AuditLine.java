// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import io.perennial.governance.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the audit trail as a line of JSON, whose last field is the chain: the hash of the
 * chain before it and of the line itself without it.
 */
final class AuditLine {

  /** The chain before the first entry. */
  static final String START = "0".repeat(64);

  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern CHAINED = Pattern.compile("(.*),\"chain\":\"([0-9a-f]{64})\"}");
  private static final Pattern BODY =
      Pattern.compile(
          "\\{\"at\":%s,\"actor\":%s,\"act\":%s,\"subject\":%s,\"purpose\":%s"
              .formatted(TEXT, TEXT, TEXT, TEXT, TEXT));

  private AuditLine() {}

  /** The line of an entry, without an end of line. */
  static String of(AuditTrail.Entry entry, String before) {
    String body =
        "{\"at\":\"%s\",\"actor\":%s,\"act\":%s,\"subject\":%s,\"purpose\":%s"
            .formatted(
                entry.at(),
                quoted(entry.actor()),
                quoted(entry.act()),
                quoted(entry.subject()),
                quoted(entry.purpose()));
    return body + ",\"chain\":\"" + hash(before, body) + "\"}";
  }

  /** What the line says of itself; empty for one of before there was a chain, or a torn one. */
  static Optional<String> chain(String line) {
    Matcher chained = CHAINED.matcher(line);
    return chained.matches() ? Optional.of(chained.group(2)) : Optional.empty();
  }

  /** What the chain is behind the line. */
  static String after(String before, String line) {
    Matcher chained = CHAINED.matcher(line);
    return hash(before, chained.matches() ? chained.group(1) : line);
  }

  /** Whether the line was broken off, as by a power cut. */
  static boolean isTorn(String line) {
    return !line.endsWith("}");
  }

  /** The entry; empty for a torn line. */
  static Optional<AuditTrail.Entry> entry(String line) {
    Matcher chained = CHAINED.matcher(line);
    String body =
        chained.matches()
            ? chained.group(1)
            : line.endsWith("}") ? line.substring(0, line.length() - 1) : line;
    Matcher fields = BODY.matcher(body);
    if (!fields.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AuditTrail.Entry(
              Instant.parse(fields.group(1)),
              plain(fields.group(2)),
              plain(fields.group(3)),
              plain(fields.group(4)),
              plain(fields.group(5))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String hash(String before, String body) {
    try {
      byte[] bytes = (before + "\n" + body).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\');
              }
              quoted.appendCodePoint(c);
            });
    return quoted.append('"').toString();
  }

  private static String plain(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }
}
