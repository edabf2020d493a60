// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import io.perennial.ingest.IngestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects of a bucket, by a URL whose key may be a glob.
 *
 * @param scheme s3 or gs
 * @param key a key or a glob of keys
 */
record ObjectUrl(String scheme, String bucket, String key) {

  private static final String GLOB = "*?[{";
  private static final Pattern FORM = Pattern.compile("(s3a?|gs)://([^/]+)/(.+)");

  /**
   * @throws IngestException when it is no URL of objects
   */
  static ObjectUrl parse(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches() || url.endsWith("/")) {
      throw new IngestException(
          "Cannot read "
              + url
              + ": it names no object (write s3://bucket/key or a glob such as"
              + " s3://bucket/folder/*.csv)");
    }
    return new ObjectUrl(
        form.group(1).startsWith("s3") ? "s3" : "gs", form.group(2), form.group(3));
  }

  boolean isGlob() {
    return firstOf(key) < key.length();
  }

  private static int firstOf(String key) {
    int at = 0;
    while (at < key.length() && GLOB.indexOf(key.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /** What all keys that are meant begin with. */
  String prefix() {
    return key.substring(0, firstOf(key));
  }

  /** The name of an object of the same bucket. */
  String name(String objectKey) {
    return scheme + "://" + bucket + "/" + objectKey;
  }

  /** What the whole key of an object must match: * and ? stay within a folder, ** does not. */
  Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '*' && i + 1 < key.length() && key.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && key.indexOf(']', i) > i + 1) {
        int end = key.indexOf(']', i);
        String within = key.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(within.replaceFirst("^!", "^")).append(']');
        i = end;
      } else if (c == '{' && key.indexOf('}', i) > i) {
        regex.append("(?:");
        braces++;
      } else if (c == '}' && braces > 0) {
        regex.append(')');
        braces--;
      } else if (c == ',' && braces > 0) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
