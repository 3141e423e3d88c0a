package puzzle

// row is an attribute that clues speak of in known phrases (the phrase table of
// METHOD.md section 3.3).
type row struct {
	label  string
	words  string // in the attribute's line
	line   string // the writer's line
	proper bool   // whether values are written with capitals
	values string // for the generator, separated by commas

	// phrases, the last of which is for all values that the others do not name.
	// In their text P is the person, V the value, V* its month in full, V# its
	// number; a before V is also an; of different/unique either is read and the
	// first is written.
	phrases []phrase
}

type phrase struct {
	values string // separated by commas; empty for all others
	text   string
}

// phraseTable lists the attributes. A label stands in it once.
var phraseTable = [...]row{
	{"Name", "unique name", "Each person has a unique name", true,
		"arnold, eric, peter, alice, bob, carol, david, emily",
		[]phrase{{"", "V"}}},
	{"Color", "favorite color", "Each person has a favorite color", false,
		"yellow, red, white, green, blue, purple, brown",
		[]phrase{{"red, green", "P whose favorite color is V"}, {"", "P who loves V"}}},
	{"Mother", "mothers' names", "The mothers' names in different houses are unique", true,
		"aniya, holly, janelle, kailyn, penny, sarah",
		[]phrase{{"", "P whose mother's name is V"}}},
	{"Nationality", "nationalities", "The people are of nationalities", true,
		"dane, brit, swede, norwegian, german, chinese, mexican",
		[]phrase{{"brit", "the British person"}, {"swede", "the Swedish person"}, {"", "the V"}}},
	{"Children", "accompanied by their child", "Each mother is accompanied by their child", true,
		"bella, fred, meredith, samantha, timothy, alice, billy",
		[]phrase{{"timothy, billy", "P who is the mother of V"}, {"", "P's child is named V"}}},
	{"Animal", "animals", "The people keep different animals", false,
		"horse, cat, bird, fish, dog, rabbit, pig",
		[]phrase{{"horse", "P who keeps horses"}, {"cat", "the cat lover"}, {"bird", "the bird keeper"},
			{"fish", "the fish enthusiast"}, {"", "the V owner"}}},
	{"Height", "heights", "People have different heights", false,
		"very short, short, average, tall, very tall, super tall",
		[]phrase{{"average", "P who has an average height"}, {"", "P who is V"}}},
	{"Drink", "favorite drink", "Each person has a favorite drink", false,
		"water, tea, milk, coffee, root beer, boba tea, wine",
		[]phrase{{"water", "the one who only drinks water"}, {"milk", "P who likes milk"},
			{"root beer", "the root beer lover"}, {"", "the V drinker"}}},
	{"Birthday", "birthday month", "Each person has a unique birthday month", true,
		"jan, feb, mar, april, may, june, july, sept",
		[]phrase{{"", "P whose birthday is in V*"}}},
	{"Cigar", "favorite cigar", "Everyone has a different favorite cigar", true,
		"pall mall, prince, blue master, dunhill, blends, yellow monster, red eye",
		[]phrase{{"pall mall", "P partial to V"}, {"prince, dunhill", "the V smoker"},
			{"blends", "P who smokes many different/unique blends"}, {"", "P who smokes V"}}},
	{"Occupation", "occupation", "Each person has an occupation", false,
		"doctor, engineer, teacher, artist, lawyer, nurse, accountant",
		[]phrase{{"", "P who is a V"}}},
	{"Flower", "favorite flower", "They all have a different favorite flower", false,
		"carnations, daffodils, lilies, roses, tulips, iris, orchid",
		[]phrase{{"carnations", "P who loves a V arrangement"}, {"daffodils", "P who loves a bouquet of V"},
			{"roses", "P who loves the rose bouquet"}, {"tulips", "P who loves the vase of V"}, {"", "P who loves the boquet of V"}}},
	{"Food", "for lunch", "Everyone has something different for lunch", false,
		"grilled cheese, pizza, spaghetti, stew, stir fry, soup, sushi",
		[]phrase{{"grilled cheese", "P who loves eating V"}, {"pizza", "P who is a V lover"}, {"spaghetti", "P who loves the V eater"},
			{"stir fry", "P who loves V"}, {"", "P who loves the V"}}},
	{"FavoriteSport", "favorite sports", "People have different favorite sports", false,
		"soccer, basketball, tennis, swimming, baseball, volleyball, golf",
		[]phrase{{"", "P who loves V"}}},
	{"Smoothie", "favorite smoothie", "Everyone has a favorite smoothie", true,
		"cherry, desert, watermelon, dragonfruit, lime, blueberry, lemon, dusk, abyss, butterscotch, lilac, sakura, life, darkness",
		[]phrase{{"desert, watermelon, dragonfruit, lemon", "the V smoothie lover"}, {"lime, blueberry", "P who drinks V smoothies"},
			{"dusk, abyss, sakura", "P whose favorite smoothie is V"}, {"butterscotch, lilac, life, darkness", "the V smoothie drinker"},
			{"", "P who likes V smoothies"}}},
	{"Age", "unique age", "Each person has a unique age", false,
		"age 7, age 8, age 9, age 10, age 11, age 12, age 13",
		[]phrase{{"age 7", "P who is 7 years old"}, {"", "P who is V#"}}},
	{"HairColor", "hair colors", "People have different hair colors", false,
		"black, brown, blonde, red, gray, auburn, white",
		[]phrase{{"", "P who has V hair"}}},
	{"CarModel", "car models", "People own different car models", true,
		"tesla model 3, ford f150, toyota camry, honda civic, bmw 3 series, chevrolet silverado, audi a4",
		[]phrase{{"", "P who owns a V"}}},
	{"PhoneModel", "phone models", "People use different phone models", true,
		"iphone 13, samsung galaxy s21, google pixel 6, oneplus 9, huawei p50, xiaomi mi 11, sony xperia 5",
		[]phrase{{"", "P who uses a V"}}},
	{"MusicGenre", "music genres", "People have different favorite music genres", false,
		"rock, pop, classical, jazz, hip hop, country, folk",
		[]phrase{{"", "P who loves V music"}}},
	{"BookGenre", "book genres", "People have different favorite book genres", false,
		"mystery, science fiction, romance, fantasy, biography, historical fiction, poetry",
		[]phrase{{"", "P who loves V books"}}},
	{"Hobby", "hobby", "Each person has a unique hobby", false,
		"photography, cooking, knitting, woodworking, painting, gardening, chess",
		[]phrase{{"cooking", "P who loves V"}, {"photography", "the V enthusiast"}, {"painting", "P who paints as a hobby"},
			{"woodworking", "the V hobbyist"}, {"", "P who enjoys V"}}},
	{"Pet", "type of pet", "Each person has a unique type of pet", false,
		"dog, cat, bird, fish, rabbit, hamster, turtle",
		[]phrase{{"cat", "P who has a V"}, {"bird", "P who keeps a pet V"}, {"fish", "P with an aquarium of V"},
			{"hamster", "P with a pet V"}, {"", "P who owns a V"}}},
	{"Education", "level of education", "Each person has a unique level of education", false,
		"high school, associate, bachelor, master, doctorate, trade school",
		[]phrase{{"high school", "P with a V diploma"}, {"doctorate", "P with a V"}, {"trade school", "P who attended V"},
			{"", "P with a V's degree"}}},
	{"Vacation", "type of vacation", "Each person prefers a unique type of vacation", false,
		"beach, mountain, city, cruise, camping, cultural",
		[]phrase{{"beach", "P who loves V vacations"}, {"mountain", "P who enjoys V retreats"}, {"city", "P who prefers V breaks"},
			{"cruise", "P who likes going on cruises"}, {"camping", "P who enjoys V trips"}, {"", "P who goes on V tours"}}},
	{"HouseStyle", "style of house", "Each person lives in a unique style of house", true,
		"victorian, colonial, ranch, craftsman, modern, mediterranean",
		[]phrase{{"victorian", "P residing in a V house"}, {"colonial", "P living in a V-style house"}, {"ranch", "P in a V-style home"},
			{"mediterranean", "P in a V-style villa"}, {"", "P in a V-style house"}}},
}

// spelling is how writers spell a value where neither lower case nor a capital
// for each word is right.
func spelling(value string) (string, bool) {
	switch value {
	case "iphone 13":
		return "iPhone 13", true
	case "oneplus 9":
		return "OnePlus 9", true
	case "bmw 3 series":
		return "BMW 3 Series", true
	case "ford f150":
		return "Ford F-150", true
	case "hip hop":
		return "hip-hop", true
	case "ranch", "modern":
		return value, true
	}
	return "", false
}
