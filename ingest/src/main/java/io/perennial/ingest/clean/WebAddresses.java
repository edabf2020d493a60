// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Web addresses that people and pages are known by. */
final class WebAddresses {

  private static final Pattern ADDRESS =
      Pattern.compile("^((?i:https?)://)([^/?#\\s]+)([^?#\\s]*)(?:[?]([^#\\s]*))?(?:#\\S*)?$");
  private static final Pattern OF_CAMPAIGN =
      Pattern.compile("(?i)(?:utm_[a-z_]+|gclid|fbclid|msclkid|dclid|mc_[ce]id|_ga|yclid)(?:=.*)?");

  private WebAddresses() {}

  /**
   * Scheme and host in lower case (RFC 3986), without a fragment and without the parameters that
   * say which campaign brought somebody; as said where it is no address.
   */
  static String form(String said) {
    Matcher address = ADDRESS.matcher(said);
    if (!address.matches()) {
      return said;
    }
    String query = address.group(4);
    String rest =
        query == null
            ? ""
            : Arrays.stream(query.split("&", -1))
                .filter(part -> !part.isEmpty() && !OF_CAMPAIGN.matcher(part).matches())
                .collect(Collectors.joining("&"));
    return address.group(1).toLowerCase(Locale.ROOT)
        + address.group(2).toLowerCase(Locale.ROOT)
        + address.group(3)
        + (rest.isEmpty() ? "" : "?" + rest);
  }
}
