// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import java.util.List;

/**
 * Takes back what attributes only repeat. E-mail addresses are mostly made of names: of people with
 * like names they are alike too, so that of these one which is merely alike is another address; one
 * that is equal, or but for a slip, is not. It is not taken for unsaid: namesakes would then have
 * less against them than others have. And two values that are exchanged are one observation. Safe
 * for use by many threads.
 */
public final class HeardOnce {

  private static final String EXCHANGED = "exchanged";

  private final boolean[] names;
  private final boolean[] addresses;
  private final int[] tops;

  /** By attribute the level of exchanged values, or -1. */
  private final int[] exchanged;

  /**
   * @param attributes in the order in which levels of pairs list them
   */
  public HeardOnce(List<Levels> attributes) {
    names = new boolean[attributes.size()];
    addresses = new boolean[names.length];
    tops = new int[names.length];
    exchanged = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      AttributeKind kind = attributes.get(i).kind();
      names[i] =
          kind == AttributeKind.GIVEN_NAME
              || kind == AttributeKind.FAMILY_NAME
              || kind == AttributeKind.FULL_NAME;
      addresses[i] = kind == AttributeKind.EMAIL;
      tops[i] = attributes.get(i).top();
      exchanged[i] = attributes.get(i).names().indexOf(EXCHANGED);
    }
  }

  /** Takes back what the levels of a pair only repeat. */
  public void apply(byte[] levels) {
    boolean alike = false;
    boolean crossed = false;
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] == exchanged[i]) {
        levels[i] = crossed ? Levels.MISSING : levels[i];
        crossed = true;
      }
      alike |= names[i] && levels[i] > Levels.DIFFERENT;
    }
    for (int i = 0; alike && i < levels.length; i++) {
      if (addresses[i] && levels[i] > Levels.DIFFERENT && levels[i] < tops[i] - 1) {
        levels[i] = Levels.DIFFERENT;
      }
    }
  }
}
