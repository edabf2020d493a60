// SPDX-License-Identifier: Apache-2.0
/** Which language a short text is in. */
@NullMarked
package io.perennial.text.language;

import org.jspecify.annotations.NullMarked;
