// SPDX-License-Identifier: Apache-2.0
/** What texts are about: themes found in their vectors, named, kept over time, and watched. */
@NullMarked
package io.perennial.text.theme;

import org.jspecify.annotations.NullMarked;
