// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses, also with (at) in brackets, or the sign as an entity or escaped. */
final class Emails {

  static final String PLACEHOLDER = "[email]";

  private static final Pattern AT =
      Pattern.compile("@|\uFF20|&#64;|&#x40;|%40| ?[(\\[{] ?(?:at|AT|ät|arroba) ?[)\\]}] ?");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62}(?:\\.| ?[(\\[{] ?(?:dot|DOT|punkt|point|punto) ?[)\\]}] ?)){1,8}"
              + "\\p{L}[\\p{L}\\p{N}-]{1,23}");
  private static final int MAX_LOCAL = 64;

  private Emails() {}

  /** Whether a sign stands there with which an at begins: most texts have none. */
  static boolean mayBeIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '@' || c == '\uFF20' || c == '&' || c == '%' || c == '(' || c == '[' || c == '{') {
        return true;
      }
    }
    return false;
  }

  static void find(String text, List<Found> found) {
    Matcher at = AT.matcher(text);
    Matcher domain = DOMAIN.matcher(text);
    int done = 0;
    while (at.find()) {
      int from = startOfLocal(text, at.start(), done);
      domain.region(at.end(), Math.min(text.length(), at.end() + 320));
      if (from < at.start() && domain.lookingAt()) {
        found.add(new Found(from, domain.end(), PLACEHOLDER));
        done = domain.end();
        at.region(done, text.length());
      }
    }
  }

  private static int startOfLocal(String text, int at, int least) {
    int from = at;
    while (from > least && at - from < MAX_LOCAL && isLocal(text.charAt(from - 1))) {
      from--;
    }
    while (from < at && "._-'%+".indexOf(text.charAt(from)) >= 0) { // a quote or dash before it
      from++;
    }
    return from;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+'-".indexOf(c) >= 0;
  }
}
