// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import java.util.List;

/**
 * E-mail addresses are mostly made of names: of people with like names they are alike too. So where
 * names are alike, an address that is merely alike says nothing that the names have not said; one
 * that is equal, or but for a slip, does. Safe for use by many threads.
 */
public final class NamesInAddresses {

  private final boolean[] names;
  private final boolean[] addresses;
  private final int[] tops;

  /**
   * @param attributes in the order in which levels of pairs list them
   */
  public NamesInAddresses(List<Levels> attributes) {
    names = new boolean[attributes.size()];
    addresses = new boolean[names.length];
    tops = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      AttributeKind kind = attributes.get(i).kind();
      names[i] =
          kind == AttributeKind.GIVEN_NAME
              || kind == AttributeKind.FAMILY_NAME
              || kind == AttributeKind.FULL_NAME;
      addresses[i] = kind == AttributeKind.EMAIL;
      tops[i] = attributes.get(i).top();
    }
  }

  /** Takes back, in the levels of a pair, what addresses only repeat. */
  public void hearOnce(byte[] levels) {
    boolean alike = false;
    for (int i = 0; i < levels.length; i++) {
      alike |= names[i] && levels[i] > Levels.DIFFERENT;
    }
    for (int i = 0; alike && i < levels.length; i++) {
      if (addresses[i] && levels[i] > Levels.DIFFERENT && levels[i] < tops[i] - 1) {
        levels[i] = Levels.MISSING;
      }
    }
  }
}
