// SPDX-License-Identifier: Apache-2.0
/** What people and programs wrote as plain text, and plain text as tokens: pure functions. */
@NullMarked
package io.perennial.text.clean;

import org.jspecify.annotations.NullMarked;
