// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.util.Locale;

/** Where a customer and the company met. */
public enum Channel {
  WEB,
  MOBILE_APP,
  STORE,
  CALL_CENTER,
  EMAIL,
  SMS,
  PUSH,
  SOCIAL,
  MARKETPLACE,
  PARTNER,
  OTHER;

  /** The word in tables and configuration: lower case with underscores, {@code mobile_app}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
