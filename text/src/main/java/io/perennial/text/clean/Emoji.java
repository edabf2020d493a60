// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.clean;

/** Which characters are drawn as emoji, and which only change one. */
final class Emoji {

  private static final int VARIATION_16 = 0xFE0F;
  private static final int KEYCAP = 0x20E3;
  private static final int JOINER = 0x200D;

  private Emoji() {}

  /** Whether it is drawn as a picture. Source: Unicode emoji-data 15, by blocks. */
  static boolean isPicture(int point) {
    return (point >= 0x1F300 && point <= 0x1FAFF && !isTone(point))
        || (point >= 0x1F000 && point <= 0x1F2FF)
        || (point >= 0x2600 && point <= 0x27BF)
        || (point >= 0x2B00 && point <= 0x2BFF)
        || (point >= 0x2300 && point <= 0x23FF);
  }

  /** Whether it only changes the emoji before it: a tone of skin, a form, a tag, a keycap. */
  static boolean isModifier(int point) {
    return point == VARIATION_16 || point == KEYCAP || isTone(point) || isTag(point);
  }

  /** Whether it glues two emoji to one. */
  static boolean isJoiner(int point) {
    return point == JOINER;
  }

  /** Whether it spells the name of a flag. */
  static boolean isTag(int point) {
    return point >= 0xE0020 && point <= 0xE007F;
  }

  private static boolean isTone(int point) {
    return point >= 0x1F3FB && point <= 0x1F3FF;
  }
}
