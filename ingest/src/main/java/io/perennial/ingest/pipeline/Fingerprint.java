// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.StableHash;
import java.util.Locale;

/** Tells readings apart: by the content of a piece, and by the settings it is read with. */
final class Fingerprint {

  private Fingerprint() {}

  /** The part of a fingerprint that is of the content alone. */
  static String content(String fingerprint) {
    return fingerprint.substring(0, fingerprint.lastIndexOf('-'));
  }

  /** The fingerprint of a content as it is read under some settings. */
  static String of(String content, String settings) {
    return content + String.format(Locale.ROOT, "-%015x", StableHash.of(settings));
  }
}
