// Written by coefficients.py; change that file, not this one.
#pragma once

// exp(r) for |r| < log(2) / 2 and 2^r for |r| < 1/2, fitted but for their first two terms; (log(1 + t) - t + t^2 / 2) / t^3 for 1 + t in [sqrt(1/2), sqrt 2]
static const float expf_terms[] = {
  0x1.6d431a0000000p-10, 0x1.120b660000000p-7, 0x1.5554ea0000000p-5, 0x1.5554dc0000000p-3,
  0x1.0000000000000p-1, 0x1.0000000000000p+0, 0x1.0000000000000p+0,
};
static const float exp2f_terms[] = {
  0x1.44138e0000000p-13, 0x1.5ec86e0000000p-10, 0x1.3b2a540000000p-7, 0x1.c6afee0000000p-5,
  0x1.ebfbe00000000p-3, 0x1.62e4300000000p-1, 0x1.0000000000000p+0,
};
static const float logf_terms[] = {
  0x1.24da9a0000000p-4, -0x1.d9f4d60000000p-4, 0x1.dda7ce0000000p-4, -0x1.fc5b4c0000000p-4,
  0x1.23d6b60000000p-3, -0x1.555ed80000000p-3, 0x1.999d500000000p-3, -0x1.fffff20000000p-3,
  0x1.5555540000000p-2,
};

// (sin(r) - r) / r^3 and (cos(r) - 1 + r^2 / 2) / r^4 in r^2 for |r| < pi/4
static const float sinf_terms[] = {
  -0x1.9aca020000000p-13, 0x1.110c2a0000000p-7, -0x1.5555520000000p-3,
};
static const float cosf_terms[] = {
  0x1.9bd8d20000000p-16, -0x1.6c12d40000000p-10, 0x1.5555540000000p-5,
};

// (1 + 2x) erfcx(x) in (x - 4) / (x + 4)
static const double erfcx_terms[] = {
  -0x1.2e4a75af93f0bp-33, -0x1.246d2b8c7fc84p-32, 0x1.ec1fbd6b3b53ap-30, 0x1.b3a009b29471dp-29,
  -0x1.f96aabb18e92dp-27, -0x1.613ab688ba908p-26, 0x1.d8dd5c033f91cp-24, 0x1.4cbb17ed98bffp-24,
  -0x1.bae01f3d87a00p-21, 0x1.398104ab51761p-22, 0x1.7f2369ceb01e3p-18, -0x1.78861f16cbd1dp-17,
  -0x1.9958ab3ce4a4fp-16, 0x1.3be04bf51e12bp-13, -0x1.a1df2abba22f2p-13, -0x1.8d4a9b00c6b4ep-11,
  0x1.49c6728d8f6b7p-8, -0x1.0962388397daap-6, 0x1.3079edf669934p-5, -0x1.0fb06dfe5229fp-4,
  0x1.7fee004e1312cp-4, -0x1.9ddb23c3e8a22p-4, 0x1.16ecefcfa5342p-4, 0x1.f7f5df66fd6c2p-7,
  -0x1.1df1ad154a28ep-3, 0x1.3ba5916e9fd7fp+0,
};

// erfinv(x) / x in w - 2.5, w = -log(1 - x^2), for w < 5; in sqrt(w) - 4 for w < 36; sqrt(w) times one in 1 / sqrt(w) - 0.1 beyond
static const double erfinv_center[] = {
  -0x1.3de84550fe535p-64, 0x1.90a78400f1c40p-63, 0x1.663870736d039p-58, -0x1.eea7844013f9bp-56,
  -0x1.3927299bf69fbp-53, 0x1.115201ed9a468p-49, -0x1.a0313539001a1p-49, -0x1.56d662b13c79ep-44,
  0x1.2d8e25eb0812dp-41, 0x1.0094bcc70bce1p-40, -0x1.11958436bf899p-35, 0x1.0704c2c2d897bp-33,
  0x1.f2cbac35b7e5dp-31, -0x1.752fda4950512p-27, 0x1.ccff736d518b4p-27, 0x1.01037e37f3639p-21,
  -0x1.ca9227ca60974p-19, -0x1.4f47fe72f556cp-18, 0x1.c9b437ed29e37p-13, -0x1.4863cdfb61731p-10,
  -0x1.11c3c302dfe2ep-8, 0x1.f91e8993f0d14p-3, 0x1.805c5cfcedef5p+0,
};
static const double erfinv_middle[] = {
  -0x1.f1b65138a9c5dp-55, 0x1.b538282daf380p-52, 0x1.3afbe2f87b237p-52, -0x1.2541dc0247899p-47,
  0x1.f2effbbdbc942p-47, 0x1.de162f1928f8ap-45, -0x1.903285fc3e1c5p-43, -0x1.f3821f8742498p-46,
  0x1.18c31fb9a9c8dp-41, 0x1.f9e0f731e7da0p-42, -0x1.69594ff2731b8p-40, -0x1.b0440222f3d05p-37,
  0x1.0473e9e407a63p-34, -0x1.b8adcdbc63763p-34, -0x1.5751f7de199c3p-33, 0x1.a4c8968cc98b3p-30,
  -0x1.413dc92b9753ep-28, 0x1.786c5e370bc10p-28, 0x1.01148b90a4053p-26, -0x1.92043f1d8be0ap-24,
  0x1.00bb5906211bap-22, -0x1.2719444e380ffp-22, -0x1.be775b86e82f7p-22, 0x1.94a531cb2adcbp-19,
  -0x1.29f3475565b41p-17, 0x1.3944059f0207dp-16, -0x1.110ad83d5a54bp-15, 0x1.d3090b042fe8fp-15,
  -0x1.ee5c5aeed4e71p-14, 0x1.508bb6b198998p-12, -0x1.c79a1b11bcbe8p-11, 0x1.4a42eb3d89801p-10,
  0x1.026e265c38c40p+0, 0x1.eb7e0914cbf1bp+1,
};
static const double erfinv_tail[] = {
  0x1.1053b9168f069p+66, -0x1.1deb18569c0eep+63, -0x1.c9124f99f4400p+59, 0x1.10486da9e72bdp+57,
  0x1.15fc875a2f596p+53, -0x1.5b8cb1a095db9p+50, -0x1.3118cc358539dp+44, 0x1.21544c9513c9bp+42,
  0x1.48b7ef2b7ec47p+38, -0x1.8aebb2983f48ap+35, 0x1.9e1ef9e4e58f7p+31, -0x1.83cb234ec68e9p+28,
  0x1.beb6026c80906p+25, -0x1.d3ca265628d52p+22, 0x1.edf953d44312dp+19, -0x1.0fa3d19e99aa1p+17,
  0x1.36bac22c826d9p+14, -0x1.7518764f142a2p+11, 0x1.ddd7e1e47394ep+8, -0x1.4cc84f01e4dc5p+6,
  0x1.04b679b921f48p+4, -0x1.0d02f4ae49e42p+2, 0x1.a35505aed9219p+0, -0x1.663433a0e1b3bp-2,
  -0x1.5a4a4c26c362bp-3, 0x1.fa6631285b421p-1,
};

// Gamma(x) in x - 2.5 for x in [2, 3]; Gamma(x) / (x^(x - 1/2) exp(-x)) in 1/x for x > 10
static const double gamma_middle[] = {
  -0x1.650dbab79cb61p-24, 0x1.ba4ea8bb96e0cp-23, -0x1.c091af402a4b9p-22, 0x1.1e00287f05fcbp-20,
  -0x1.57e9db306423bp-19, 0x1.e716b899c0986p-18, -0x1.ad8a6403b13c5p-17, 0x1.013bdf3ed25b2p-14,
  0x1.0886c54a255fep-18, 0x1.8b8fcf9634138p-11, 0x1.a55ed217389fcp-10, 0x1.5489cc6a2a52fp-7,
  0x1.d0a9bc4930c69p-6, 0x1.c138b89493f18p-4, 0x1.03f6d2fa4f509p-2, 0x1.4f224d4b7e016p-1,
  0x1.de9585f1a7093p-1, 0x1.544fa6d47b390p+0,
};
static const double gamma_large[] = {
  0x1.7f589b21cb2b3p-11, -0x1.ad32563a49947p-10, 0x1.8de2f696dacb0p-13, 0x1.017b7b3c6a794p-9,
  -0x1.2d8e45b571edbp-11, -0x1.b8793231c8f63p-8, 0x1.1d32d71ee0e78p-7, 0x1.abcc42a9d8686p-3,
  0x1.40d931ff62706p+1,
};

// I0(x) in (x/8)^2 and sqrt(x) exp(-x) I0(x) in 8/x; the same for I1(x), the first divided by x
static const double i0_small[] = {
  0x1.20de50ee937a2p-24, 0x1.31c4039a69bf6p-21, 0x1.46a6fe00cd6ffp-17, 0x1.e56ec2a042a81p-14,
  0x1.41b6d2a3ef29ep-10, 0x1.69c761327b691p-7, 0x1.5601c817fb294p-4, 0x1.0b312ee0b62c8p-1,
  0x1.522a44465db87p+1, 0x1.522a43f14ed5bp+3, 0x1.02e85c08d2b69p+5, 0x1.23456789a82b6p+6,
  0x1.c71c71c71cbebp+6, 0x1.c71c71c71c6dfp+6, 0x1.0000000000002p+6, 0x1.0000000000000p+4,
  0x1.0000000000000p+0,
};
static const double i0_large[] = {
  -0x1.0adb754ca8b19p-10, 0x1.8ab7795978a61p-7, -0x1.0fd61db8fe02ep-4, 0x1.ceda1cbf2333bp-3,
  -0x1.10b5c02029681p-1, 0x1.d81229cd21751p-1, -0x1.36ee27865ed10p+0, 0x1.3ec5c0cafb473p+0,
  -0x1.0211792af3a10p+0, 0x1.4cfb266fc9637p-1, -0x1.581fb6773df3fp-2, 0x1.1d58362256ab2p-3,
  -0x1.7b296a1b26737p-5, 0x1.91e7e3a04af43p-7, -0x1.5133a526b4391p-9, 0x1.bad0273576d54p-12,
  -0x1.be47f0c3993cdp-15, 0x1.6a944b33b85c7p-18, 0x1.1686045b6fb9ep-21, 0x1.7568f3e26a059p-19,
  0x1.6e8282a5e206dp-17, 0x1.debb1758df1fcp-15, 0x1.cb94dda315498p-12, 0x1.9884533d43817p-8,
  0x1.9884533d43651p-2,
};
static const double i1_small[] = {
  0x1.20ebdb99edb53p-25, 0x1.1ebc3216bf4cfp-22, 0x1.1dc64f2e4590cp-18, 0x1.8a6efe52fa2efp-15,
  0x1.e29108846b664p-12, 0x1.f172556758d22p-9, 0x1.ab8235081a452p-6, 0x1.2c97551e62e0ap-3,
  0x1.522a443bfc5e8p-1, 0x1.27e4fb73ec47ep+1, 0x1.845c8a0d2769ep+2, 0x1.6c16c16c13a31p+3,
  0x1.c71c71c71c9f2p+3, 0x1.5555555555540p+3, 0x1.0000000000001p+2, 0x1.0000000000000p-1,
};
static const double i1_large[] = {
  0x1.1556db352e8e6p-10, -0x1.9aeb661523e73p-7, 0x1.1b83cb0aa9216p-4, -0x1.e3b209ae2bc9ep-3,
  0x1.1d9acdafbd827p-1, -0x1.ef8d04c2491b6p-1, 0x1.473b03156fe64p+0, -0x1.506cba8b2d5f9p+0,
  0x1.1133326238633p+0, -0x1.61b5b5e97f6fcp-1, 0x1.6eefbabaf9663p-2, -0x1.318e7c1922770p-3,
  0x1.97f86673ae764p-5, -0x1.b2ce5250e337ep-7, 0x1.6f17f9e311700p-9, -0x1.e593ae9935e96p-12,
  0x1.ed86c65b29517p-15, -0x1.95e1506a58673p-18, -0x1.52c92d55834a0p-21, -0x1.c83841f5a6b91p-19,
  -0x1.d73aa0c81be06p-17, -0x1.4f1c8fc372286p-14, -0x1.7efc0e084afb3p-11, -0x1.32633e6df2951p-6,
  0x1.9884533d43651p-2,
};

// J and Y beyond 8 (DLMF 10.17.3, 10.17.4): P and x Q in (8/x)^2
static const double p0[] = {
  0x1.2cca86c6338d9p-33, -0x1.1b4e48075961ap-30, 0x1.f76cebc7f25f6p-29, -0x1.217727210d768p-27,
  0x1.00e80f9ab4d31p-26, -0x1.a0b27126a37a8p-26, 0x1.74ffbd7ff921bp-25, -0x1.b7637764c619dp-24,
  0x1.84b74b2b203a8p-22, -0x1.251ed8e48698cp-19, 0x1.cb5fffeb461b1p-16, -0x1.1ffffffffe968p-10,
  0x1.0000000000000p+0,
};
static const double q0[] = {
  0x1.351cf3ac934b3p-31, -0x1.4f79d455e4437p-28, 0x1.52caabae2be65p-26, -0x1.aa62c7293d983p-25,
  0x1.7c6ea87ae1287p-24, -0x1.06dff26210207p-23, 0x1.32da0772043cdp-23, -0x1.50aae4eb73b16p-23,
  0x1.8be5940d64767p-23, -0x1.1c50b511933f9p-22, 0x1.139b42e44246bp-21, -0x1.8615f95de0851p-20,
  0x1.ba4c57375f49dp-18, -0x1.d11dfffdf286bp-15, 0x1.2bffffffffd0ep-10, -0x1.0000000000000p-3,
};
static const double p1[] = {
  -0x1.3f5b1671b84fbp-33, 0x1.2d030bd5c3ecfp-30, -0x1.0bc1734b0aafcp-28, 0x1.34852509c1652p-27,
  -0x1.12c601b458e9fp-26, 0x1.c0742aff313e1p-26, -0x1.95a46a4c5e799p-25, 0x1.e5ac4b941d289p-24,
  -0x1.b88be8d74963ep-22, 0x1.5a6a4806ef469p-19, -0x1.274ffff50a7d9p-15, 0x1.dffffffffe81ap-10,
  0x1.0000000000000p+0,
};
static const double q1[] = {
  0x1.811d207bb2e69p-31, -0x1.8d8b264ec5fb2p-28, 0x1.7e10c0ed6a6c7p-26, -0x1.cb9fa4cf1ac8ap-25,
  0x1.8cc855c260267p-24, -0x1.1082c0c7242bep-23, 0x1.4ceaa1ad4ba4ep-23, -0x1.9efbf2b6c8e02p-23,
  0x1.321314c1e083cp-22, -0x1.2dc612fa91909p-21, 0x1.b3f95516e7606p-20, -0x1.fe58114f5af76p-18,
  0x1.1c3cfffc51e24p-14, -0x1.a3ffffffff3fcp-10, 0x1.8000000000000p-2,
};

// J and Y below 8; near 0 Y0(x) - 2/pi log(x) J0(x) and x (Y1(x) - 2/pi log(x) J1(x)) in x^2
enum { PIECE_TERMS = 28 };
typedef struct {
  double end, center;      // the piece ends here; its polynomial is in x - center
  bool has_zero;           // of the function, divided out of the polynomial
  double zero, zero_tail;  // whose sum it is
  double terms[PIECE_TERMS];
} piece;
static const double j0_start[] = {
  -0x1.fc4b0c9363fd8p-56, 0x1.51bc42c72081dp-47, -0x1.5228405c86e12p-39, 0x1.02e85651dfe68p-31,
  -0x1.234567759742bp-24, 0x1.c71c71c6c67c1p-18, -0x1.c71c71c71b9e6p-12, 0x1.fffffffffffdfp-7,
  -0x1.0000000000000p-2, 0x1.0000000000000p+0,
};
static const double j1_start[] = {
  -0x1.987e973e4bcddp-60, 0x1.2c4721ad81684p-51, -0x1.5228cbdbe395ep-43, 0x1.27e4f74c588d0p-35,
  -0x1.845c89fe3e0efp-28, 0x1.6c16c16bf763fp-21, -0x1.c71c71c71c24ap-15, 0x1.555555555554fp-9,
  -0x1.0000000000000p-4, 0x1.0000000000000p-1,
};
static const piece j0_pieces[] = {
  {4.0, 3.0, true, 0x1.33d152e971b40p+1, -0x1.0f539d7da258ep-53, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x1.6b43ecf217a08p-45, 0x1.3d95d7cbf1ed5p-39, -0x1.57467d72ef671p-37,
    -0x1.e93be662c4662p-32, 0x1.e7280a01e3e6cp-30, 0x1.0fbc8877b82c9p-24, -0x1.f79613f807238p-23,
    -0x1.a00dc26a9c670p-18, 0x1.65195238602cfp-16, 0x1.915f2a761ef1bp-12, -0x1.3d89bd6088821p-10,
    -0x1.a2d3c6bcbc892p-7, 0x1.300593965a509p-5, 0x1.50c9f099730e6p-3, -0x1.bf6ba0f6116e5p-2,
  }},
  {6.0, 5.0, true, 0x1.6148f5b2c2e45p+2, 0x1.75054cd60a517p-54, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, -0x1.4bebe186bd39ep-43, -0x1.a2396f0833088p-42, 0x1.26c143f90d9a1p-35,
    0x1.1fc3bff4e1b50p-34, -0x1.82e6dd9e54907p-28, -0x1.0c7b472887f04p-27, 0x1.69e03e6cfbe51p-21,
    0x1.2ebc062210f0bp-21, -0x1.c0ce1eef33ddcp-15, -0x1.16e2b053e68d7p-16, 0x1.4932325a4a0e4p-9,
    -0x1.a4aa0c66e6373p-12, -0x1.cdade6bf3e93dp-5, 0x1.b5f2d07892e89p-6, 0x1.5dad2f2a92406p-2,
  }},
  {8.0, 7.0, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x1.42fabbb7960cfp-44, -0x1.17931c5d51389p-39, -0x1.0fbee14763051p-36, 0x1.b3f43cb087c8bp-32,
    0x1.4a9cea4b6b4b8p-29, -0x1.ea3d698ad1bcbp-25, -0x1.1500cb162485fp-22, 0x1.7be2e0d77d19cp-18,
    0x1.2101a5ee54ba0p-16, -0x1.71fd3588e4408p-12, -0x1.36fb1b8e86be5p-11, 0x1.8256c6008f04dp-7,
    0x1.a32d40bb72728p-8, -0x1.33f759179e666p-3, 0x1.32e4bdb5a9680p-8, 0x1.3347faf45b2a3p-2,
  }},
};
static const piece j1_pieces[] = {
  {4.5, 3.25, true, 0x1.ea75575af6f09p+1, -0x1.60155a9d1b256p-53, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x1.47964351ad9e1p-43, 0x1.db3c57ca3643cp-44, -0x1.24484293f71dcp-35,
    -0x1.33ba9e6126090p-36, 0x1.7e8b23a962c71p-28, 0x1.f903ede357ee4p-30, -0x1.64e116786e5b7p-21,
    -0x1.977cb6ebcf110p-24, 0x1.ba5659213ed5dp-15, -0x1.9186067b098ccp-20, -0x1.466f526fc87eep-9,
    0x1.b3bbb1d4e9042p-12, 0x1.d84f27b5d60dap-5, -0x1.aa06c589b6ba1p-7, -0x1.a873d7da21752p-2,
  }},
  {6.25, 5.375, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x1.149da9040dbc9p-39, 0x1.0c5d59e95550ep-36, -0x1.ac7ef365dd2b7p-32,
    -0x1.5205eb2098e18p-29, 0x1.e0c6a0b5e11f7p-25, 0x1.25318967a39e2p-22, -0x1.74a8e15e647ebp-18,
    -0x1.4525c4829c866p-16, 0x1.6d74eb1d9e526p-12, 0x1.8d0201d5b9b23p-11, -0x1.8763eb2340a0ep-7,
    -0x1.81c7e37896282p-7, 0x1.5317c76cf9f37p-3, 0x1.dab4464893133p-7, -0x1.621c156acb943p-2,
  }},
  {8.0, 7.125, true, 0x1.c0ff5f3b47250p+2, -0x1.b226d9d243827p-54, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, -0x1.032aaa2c70429p-43, -0x1.6b62a3150ef35p-40, 0x1.ce40fdad1985fp-36,
    0x1.0a4833acc79d9p-32, -0x1.31d1104f4b926p-28, -0x1.1567f44e8defcp-25, 0x1.2064a035e057bp-21,
    0x1.8337275bfd301p-19, -0x1.686b6ae90c5dep-15, -0x1.43cc6554d6dabp-13, 0x1.09f0affb9e4afp-9,
    0x1.087a6f27a051bp-8, -0x1.7723ea0dc2a2ep-5, -0x1.026914eaa1e59p-5, 0x1.3059cee00b180p-2,
  }},
};
static const double y0_start[] = {
  -0x1.a4f154455e646p-31, 0x1.bce34838b036ap-24, -0x1.3e9978cad0774p-17, 0x1.1a6206b78fbddp-11,
  -0x1.075b1bbf41285p-6, 0x1.6bbcb41034286p-3, -0x1.2e4d699cbd01fp-4,
};
static const double y1_start[] = {
  0x1.313407aae7b6bp-27, -0x1.0a76e0eb54ccfp-20, 0x1.2c7dbf31de4a5p-14, -0x1.835b9788bdd50p-9,
  0x1.bd3975c75aebcp-5, -0x1.91866143cbc84p-3, -0x1.45f306dc9c883p-1,
};
static const piece y0_pieces[] = {
  {1.25, 0.875, true, 0x1.c982eb8d417eap-1, 0x1.ea9d270347f83p-56, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x1.27b4aa7a4c4cbp+1,
    -0x1.008cb636ba39fp+1, -0x1.a88e8fb73a669p-3, 0x1.a979352b92963p-4, 0x1.643960b6193c1p-1,
    -0x1.36fcc3d024547p-1, 0x1.86c1ab4a121d5p-2, -0x1.6fce0c661cbedp-2, 0x1.6eee3946e9287p-2,
    -0x1.54236c103bce8p-2, 0x1.3adf7c13e909dp-2, -0x1.273333bc51b24p-2, 0x1.163d15044d5a4p-2,
    -0x1.079edb6d80846p-2, 0x1.f6f1996785820p-3, -0x1.e3a78a5b7594cp-3, 0x1.d59d2c3ecb513p-3,
    -0x1.cd5c32d73b354p-3, 0x1.cbd94596d7e12p-3, -0x1.d3a9809b2e54cp-3, 0x1.e9907c92c2432p-3,
    -0x1.f1eb3f0a9cdc0p-3, 0x1.de75072a237f8p-3, -0x1.004343a055815p-1, 0x1.c6fbc942ae2c5p-1,
  }},
  {2.75, 2.0, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x1.09909c56b1083p-27, -0x1.0b67eb9ec56d6p-26, 0x1.b889dd0a9d167p-28, -0x1.07fbaa6a799ecp-26,
    0x1.31acd57b987a6p-24, -0x1.3c99adbb75180p-23, 0x1.2b53e6987df08p-22, -0x1.3ed634ffeb593p-21,
    0x1.586db1902f737p-20, -0x1.703c021af0b7dp-19, 0x1.8b3fb179115c2p-18, -0x1.aaf76f3f32ec1p-17,
    0x1.d01ecc825e8e4p-16, -0x1.fc78f0fe507eep-15, 0x1.17c1b1f3fe520p-13, -0x1.317f418b4cfb3p-12,
    0x1.68bad9cd95d6dp-11, -0x1.fc6550ba303a7p-10, 0x1.6e6a04c4e5ca9p-9, 0x1.a57be2ff7222dp-8,
    0x1.135957245554ep-5, -0x1.20b670067d2f5p-2, 0x1.b667a39146647p-4, 0x1.054ff5cd68c8dp-1,
  }},
  {5.0, 3.875, true, 0x1.fa9534d98569cp+1, -0x1.f06ae7804384ep-54, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    -0x1.6632fe3e1ab79p-44, 0x1.64a5be3b4d3b0p-42, -0x1.bab6805c138efp-41, 0x1.ca656d7bba76fp-39,
    -0x1.03272c534ee8ep-36, 0x1.0a7c61c5fee1ep-34, -0x1.0ea6063dbf27cp-32, 0x1.12231738520dfp-30,
    -0x1.3715a75a2397cp-28, 0x1.84d1eb26fa625p-26, -0x1.4ed4fb1172501p-25, -0x1.23083d51b2201p-22,
    -0x1.3bcfecd327cc5p-18, 0x1.c277e0852515dp-15, 0x1.6314292851b36p-13, -0x1.2814ed1f4a1dfp-9,
    -0x1.90edaea47971dp-8, 0x1.ec9bc89d36f25p-5, 0x1.50398351e8747p-5, -0x1.a018850de4dfcp-2,
  }},
  {6.25, 5.625, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x1.0a9e5bba1af94p-35, -0x1.ad41ead3f5041p-32,
    -0x1.c8d34f220908ep-29, 0x1.a10c8b68a8540p-25, 0x1.c242e6c663710p-22, -0x1.5a1a56c0ea20bp-18,
    -0x1.ef85bdcce2956p-16, 0x1.563a66ebb288ep-12, 0x1.43feadb64b479p-10, -0x1.802b2fba095bap-7,
    -0x1.4820769184b50p-6, 0x1.4a1f2c6b2303dp-3, 0x1.09d6b9c3d05e2p-4, -0x1.55efd3f6af1ecp-2,
  }},
  {8.0, 7.125, true, 0x1.c581dc4e72103p+2, -0x1.9774a495f56cfp-54, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, -0x1.fa1351a13d96cp-44, -0x1.7f524a486d74dp-40, 0x1.e54d96f002438p-36,
    0x1.0b8c82fad90abp-32, -0x1.3d310cf17047fp-28, -0x1.19c5499e28178p-25, 0x1.2ea9bc0ccc6e8p-21,
    0x1.82623cf7e88bbp-19, -0x1.7b16262b17b6bp-15, -0x1.3d3371291dda6p-13, 0x1.197c3cf30ce0bp-9,
    0x1.df1729ca60ad9p-9, -0x1.861344f59fa21p-5, -0x1.97f8aa6ffadc8p-6, 0x1.32618a2ae8026p-2,
  }},
};
static const piece y1_pieces[] = {
  {1.0, 0.75, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, -0x1.dd81a5ac4aa48p+9, 0x1.5bdebc80c85b2p+9, -0x1.6521f550aec10p+7,
    0x1.19e767532b917p+7, -0x1.3ea7cfb985d61p+7, 0x1.d9bffc3950358p+6, -0x1.50292d723e871p+6,
    0x1.f8dbaf072f6bfp+5, -0x1.7cb3cc4d28a3dp+5, 0x1.1d6acafea0476p+5, -0x1.abd4a84b1299bp+4,
    0x1.40bd719780c65p+4, -0x1.e0d8f22be3931p+3, 0x1.685bbdd1be4b0p+3, -0x1.0df95d8592f4bp+3,
    0x1.944dbba2ea1f5p+2, -0x1.2e70ddcf0a591p+2, 0x1.c3f8917e90135p+1, -0x1.518fb90f5378ap+1,
    0x1.e635f86ee4641p+0, -0x1.3bff7587068b2p+0, 0x1.3f0ca40455e69p+0, -0x1.099fcbe60fd83p+0,
  }},
  {1.75, 1.375, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, -0x1.3c462ace9e095p-10,
    0x1.aa8682b1f3379p-10, -0x1.60cdc83a15befp-10, 0x1.eab4d47348549p-10, -0x1.76237540acb3cp-9,
    0x1.00a5397a4ca2dp-8, -0x1.5d60b475cbd30p-8, 0x1.e00eeb6f1e533p-8, -0x1.49dcdc40a8e76p-7,
    0x1.c4ed7eae380f9p-7, -0x1.36cf663f1d799p-6, 0x1.aa4f834b7443dp-6, -0x1.24127754cba43p-5,
    0x1.8f1db658d7579p-5, -0x1.101d320013a7cp-4, 0x1.7c4cf81af7deep-4, -0x1.01bffb1095bb3p-3,
    0x1.a398f175ac0f5p-4, -0x1.0ff4e521071d1p-3, 0x1.5f89cacf80442p-1, -0x1.fc23d82d1ea13p-2,
  }},
  {3.25, 2.5, true, 0x1.193bed4dff243p+1, -0x1.bd1e50d219bfdp-55, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x1.22a36b424c547p-29,
    -0x1.62af7d2962d4ap-28, 0x1.c8e29c18f5481p-28, -0x1.231ed6854f0c2p-26, 0x1.af50f5999cacfp-25,
    -0x1.0c4f3306e43e7p-23, 0x1.48cc8a3be7e78p-22, -0x1.9a46120fd42a3p-21, 0x1.00140ddda3fa3p-19,
    -0x1.3f03d8a43361fp-18, 0x1.8cfa4a13371acp-17, -0x1.ee76f6b01613cp-16, 0x1.3450ef7c6826ap-14,
    -0x1.71dd661f4806ap-13, 0x1.aaed50a06b175p-12, -0x1.649ba1e9a7be5p-10, 0x1.2be166e7672e7p-8,
    0x1.2b6474ff73f34p-9, -0x1.1467c732d334dp-5, -0x1.1caff92120a77p-3, 0x1.ed5db255dc7a6p-2,
  }},
  {4.5, 3.875, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x1.25131680ebcb8p-32, -0x1.1922363ff3bf0p-30, 0x1.e0be4363762bcp-29, -0x1.c4788e7f6be90p-27,
    0x1.db2ef6cc17fd8p-25, -0x1.0fc15c80d42b9p-22, 0x1.b6a15f619762fp-22, 0x1.4384c845c90f7p-19,
    0x1.3a4eeea231967p-15, -0x1.8d03ff13cd216p-12, -0x1.0353688a8d0e8p-10, 0x1.74654e08f3942p-7,
    0x1.84b04c13692cep-6, -0x1.749064928a078p-3, -0x1.277f1ee9ae1cep-4, 0x1.a392128ee4f97p-2,
  }},
  {6.5, 5.5, true, 0x1.5b7fe4e87b02ep+2, 0x1.dfe7bac228e8cp-52, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    -0x1.a632782ebc60ep-43, 0x1.36c32e06021c2p-40, -0x1.d5cf9abb4ccf5p-39, -0x1.a35ef806fbc09p-40,
    -0x1.a796caad33684p-32, 0x1.6c3bf68119aeap-28, 0x1.f801008bcd7bap-26, -0x1.1c0bcf6e59deep-21,
    -0x1.a8ffe5c1cb087p-19, 0x1.794529e5a2394p-15, 0x1.5bf2ac1c75ccfp-13, -0x1.14b2a9f18c6c4p-9,
    -0x1.38118d892fb23p-8, 0x1.99a770a1f95e5p-5, 0x1.3ae4cf58073fbp-5, -0x1.59f8ff9e374e6p-2,
  }},
  {8.0, 7.25, false, 0x0.0p+0, 0x0.0p+0, {
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
    0x0.0p+0, 0x1.b0261b796eeebp-40, 0x1.82a2dd743d69ep-36, -0x1.6475e14e6cd86p-32,
    -0x1.d97ec238d2435p-29, 0x1.8d866d34aac19p-25, 0x1.a34851bfd54a1p-22, -0x1.387fba546d3afp-18,
    -0x1.d6f4455a13c99p-16, 0x1.3352c0d2a9f9fp-12, 0x1.2c91fc0d5fb2ap-10, -0x1.49b872b4a6632p-7,
    -0x1.4a33767824ef3p-6, 0x1.162dde69a6851p-3, 0x1.69cf713b612fdp-4, -0x1.284ad730f7a36p-2,
  }},
};
