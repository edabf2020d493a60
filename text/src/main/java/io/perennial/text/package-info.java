// SPDX-License-Identifier: Apache-2.0
/** What customers write, as numbers: the words of it. */
@NullMarked
package io.perennial.text;

import org.jspecify.annotations.NullMarked;
